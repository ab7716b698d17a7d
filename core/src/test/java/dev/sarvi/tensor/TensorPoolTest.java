package dev.sarvi.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which arrays a pool gives twice, and which never. */
class TensorPoolTest {
  private static final Shape LONG = Shape.of(3, 65);
  private static final Shape SHORT = Shape.of(7);
  private static final long PLENTY = 1 << 20;

  private static Object array(Shape shape) {
    return Tensor.empty(shape, DType.FLOAT32).array();
  }

  @Test
  void arraysAreUsedAgainOnceTheWorkIsDone() {
    TensorPool pool = new TensorPool(PLENTY, "");
    List<Object> first = pool.call(() -> List.of(array(LONG), array(LONG)));
    assertThat(first.get(0)).isNotSameAs(first.get(1));
    List<Object> second = pool.call(() -> List.of(array(LONG), array(LONG), array(LONG)));
    assertThat(second.get(0)).isSameAs(first.get(0));
    assertThat(second.get(1)).isSameAs(first.get(1));
    assertThat(first).noneMatch(known -> known == second.get(2));
    Object after = array(LONG);
    assertThat(second).noneMatch(known -> known == after);
  }

  @Test
  void onlyLongArraysOfTheSameLengthAndTypeThatKernelsComputeInAreUsedAgain() {
    TensorPool pool = new TensorPool(PLENTY, "");
    for (DType dtype : DType.values()) {
      Object first = pool.call(() -> Tensor.empty(LONG, dtype).array());
      assertThat(pool.call(() -> Tensor.empty(LONG, dtype).array()) == first)
          .isEqualTo(dtype == DType.FLOAT32 || dtype == DType.FLOAT64);
    }
    for (int size : new int[] {0, 1, 13, 64, 65, 4099}) {
      Tensor first = pool.call(() -> Tensor.empty(Shape.of(size), DType.FLOAT64));
      pool.run(
          () -> {
            assertThat(Tensor.empty(Shape.of(size + 1), DType.FLOAT64).size()).isEqualTo(size + 1);
            assertThat(Tensor.empty(Shape.of(1, size), DType.FLOAT64).array() == first.array())
                .isEqualTo(size >= 64);
          });
    }
  }

  @Test
  void zerosAreZerosAgain() {
    TensorPool pool = new TensorPool(PLENTY, "");
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      pool.run(() -> Tensor.full(LONG, dtype, 3));
      Tensor dirty = pool.call(() -> Tensor.empty(LONG, dtype));
      assertThat(dirty.at(64)).isEqualTo(3);
      Tensor zeros = pool.call(() -> Tensor.zeros(LONG, dtype));
      assertThat(zeros.array()).isSameAs(dirty.array());
      assertThat(IntStream.range(0, zeros.size())).allMatch(i -> zeros.at(i) == 0);
    }
    assertThat(Tensor.empty(LONG, DType.FLOAT32).sameBits(Tensor.zeros(LONG))).isTrue();
  }

  @Test
  void whatIsKeptStaysAlsoThroughItsReshapeAndOutOfWorkWithinWork() {
    TensorPool pool = new TensorPool(PLENTY, "poison");
    TensorPool inner = new TensorPool(PLENTY, "poison");
    List<Tensor> kept = new ArrayList<>();
    for (int step = 0; step < 3; step++) {
      int value = step;
      pool.run(
          () -> {
            Tensor ours = Tensor.full(LONG, DType.FLOAT32, value);
            inner.run(
                () -> {
                  kept.add(TensorPool.keep(ours.reshape(Shape.of(65, 3))));
                  kept.add(TensorPool.keep(Tensor.full(LONG, DType.FLOAT32, value)));
                });
          });
    }
    assertThat(kept.stream().map(Tensor::array).distinct()).hasSize(6);
    for (int i = 0; i < kept.size(); i++) {
      int step = i / 2;
      assertThat(kept.get(i).at(194)).isEqualTo(step);
    }
    assertThat(TensorPool.keep(kept.get(0))).isSameAs(kept.get(0));
  }

  @Test
  void whatIsMadeOutsideStays() {
    TensorPool pool = new TensorPool(PLENTY, "poison");
    List<Tensor> made =
        pool.call(
            () ->
                List.of(
                    TensorPool.outside(() -> Tensor.full(LONG, DType.FLOAT64, 2)),
                    Tensor.full(LONG, DType.FLOAT64, 2)));
    assertThat(made.get(0).at(0)).isEqualTo(2);
    assertThat(made.get(1).at(0)).isNaN();
  }

  @Test
  void otherThreadsMakeTheirOwn() {
    TensorPool pool = new TensorPool(PLENTY, "poison");
    Tensor other =
        pool.call(
            () -> CompletableFuture.supplyAsync(() -> Tensor.full(LONG, DType.FLOAT32, 1)).join());
    assertThat(other.at(0)).isEqualTo(1);
  }

  @Test
  void twoWorksAtATimeShareNothing() {
    TensorPool pool = new TensorPool(PLENTY, "");
    pool.run(() -> array(LONG));
    boolean shared =
        pool.call(
            () -> {
              Object ours = array(LONG);
              return pool.call(() -> array(LONG)) == ours;
            });
    assertThat(shared).isFalse();
  }

  @Test
  void aPoolHoldsWhatItsLastWorkUsed() {
    TensorPool pool = new TensorPool(PLENTY, "");
    Object first = pool.call(() -> array(LONG));
    pool.run(() -> array(Shape.of(66)));
    assertThat(pool.call(() -> array(LONG))).isNotSameAs(first);
  }

  @Test
  void moreThanTheMostIsMadeAnew() {
    TensorPool pool = new TensorPool(2L * LONG.size() * Float.BYTES, "");
    List<Object> first = pool.call(() -> List.of(array(LONG), array(LONG), array(LONG)));
    List<Object> second = pool.call(() -> List.of(array(LONG), array(LONG), array(LONG)));
    assertThat(second.get(1)).isSameAs(first.get(1));
    assertThat(second.get(2)).isNotSameAs(first.get(2));
    TensorPool never = new TensorPool(PLENTY, "never");
    assertThat(never.call(() -> array(LONG))).isNotSameAs(never.call(() -> array(LONG)));
  }

  @Test
  void workThatFailsLeavesThePoolInOrder() {
    TensorPool pool = new TensorPool(PLENTY, "");
    List<Object> made = new ArrayList<>();
    assertThatThrownBy(
            () ->
                pool.run(
                    () -> {
                      made.add(array(LONG));
                      throw new IllegalStateException("in the midst");
                    }))
        .hasMessage("in the midst");
    assertThat(array(LONG)).isNotSameAs(made.get(0));
    assertThat(pool.call(() -> array(LONG))).isSameAs(made.get(0));
    assertThat(array(SHORT)).isNotSameAs(array(SHORT));
  }
}
