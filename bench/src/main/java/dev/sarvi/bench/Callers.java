package dev.sarvi.bench;

import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A hundred calls of one model, shared by threads that all call at once. */
final class Callers implements Call {
  private static final int CALLS = 100;

  private final Call call;
  private final ExecutorService callers;
  private final List<Callable<Object>> shares;

  Callers(Call call, Work work) {
    this.call = call;
    this.callers = Executors.newFixedThreadPool(work.callers());
    this.shares = Collections.nCopies(work.callers(), () -> share(CALLS / work.callers()));
  }

  private Object share(int calls) throws Exception {
    Object last = null;
    for (int i = 0; i < calls; i++) {
      last = call.run();
    }
    return last;
  }

  @Override
  public Object run() throws Exception {
    List<Object> results = new ArrayList<>();
    for (Future<Object> share : callers.invokeAll(shares)) {
      results.add(share.get());
    }
    return results;
  }

  @Override
  public List<Tensor> results() throws Exception {
    return call.results();
  }

  @Override
  public void close() throws Exception {
    callers.shutdown();
    call.close();
  }
}
