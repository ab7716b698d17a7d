package dev.sarvi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher in a project that is only a folder, with stand-ins for java and mvn. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "sarvi");

  @TempDir Path folder;
  private Path project;
  private Path java;
  private Path tools;

  @BeforeEach
  void makeProject() throws IOException {
    project = Files.createDirectories(folder.resolve("the project"));
    Files.copy(LAUNCHER, project.resolve("sarvi"));
    executable(project.resolve("sarvi"), Files.readString(LAUNCHER));
    java = folder.resolve("jdk");
    executable(java.resolve("bin/java"), "#!/bin/sh\nprintf '<%s>' \"$@\"\n");
    release("21.0.1", "java.base java.desktop jdk.incubator.vector");
    tools = folder.resolve("tools");
    executable(
        tools.resolve("mvn"),
        "#!/bin/sh\necho built >> builds.txt\nsleep 1\n[ ! -e broken ] || exit 1\ntouch"
            + " cli/target/ready\n");
  }

  @Test
  void buildsOnceThenStartsJava() throws Exception {
    Run first = finish(start(project.resolve("sarvi"), "predict", "a b", ""));
    assertThat(first.err()).startsWith("Building Sarvi").hasLineCount(1);
    assertThat(first.out())
        .startsWith("<--add-modules><jdk.incubator.vector>")
        .endsWith("<dev.sarvi.cli/dev.sarvi.cli.Main><predict><a b><>");
    assertThat(finish(start(project.resolve("sarvi"), "layers")).err()).isEmpty();
    assertThat(project.resolve("builds.txt")).hasContent("built");
  }

  @Test
  void twoFirstCallsAtOnceBuildOnce() throws Exception {
    List<Process> calls = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      calls.add(start(project.resolve("sarvi"), "layers"));
    }
    for (Process call : calls) {
      assertThat(finish(call).code()).isZero();
    }
    assertThat(project.resolve("builds.txt")).hasContent("built");
  }

  @Test
  void worksThroughLinks() throws Exception {
    Path link = folder.resolve("elsewhere/link");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of("../second"));
    Files.createSymbolicLink(folder.resolve("second"), project.resolve("sarvi"));
    assertThat(finish(start(link, "layers")).out())
        .contains("<" + project.toRealPath() + "/cli/target/lib>");
  }

  @Test
  void aBuildThatFailsIsOneLineAndTheLog() throws Exception {
    Files.createFile(project.resolve("broken"));
    Run run = finish(start(project.resolve("sarvi"), "layers"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("error: the build failed").contains("cli/target/build.log");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void quickCommandsGoWithoutTheVectorModule() throws Exception {
    assertThat(finish(start(project.resolve("sarvi"), "--version")).out()).doesNotContain("vector");
    assertThat(finish(start(project.resolve("sarvi"), "train", "--help")).out())
        .doesNotContain("vector");
    release("21.0.1", "java.base java.desktop");
    assertThat(finish(start(project.resolve("sarvi"), "train")).out()).doesNotContain("vector");
  }

  @Test
  void refusesAnOldJavaAndAMissingOne() throws Exception {
    release("11.0.2", "java.base java.desktop");
    Run old = finish(start(project.resolve("sarvi"), "layers"));
    assertThat(old.code()).isEqualTo(1);
    assertThat(old.err()).startsWith("error: Java 17 or newer is needed").hasLineCount(1);
    Files.delete(java.resolve("bin/java"));
    Run missing = finish(start(project.resolve("sarvi"), "layers"));
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).startsWith("error: JAVA_HOME is " + java).hasLineCount(1);
  }

  private Process start(Path launcher, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .putAll(Map.of("JAVA_HOME", java.toString(), "PATH", tools + ":" + System.getenv("PATH")));
    return builder.start();
  }

  private static Run finish(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), out, err);
  }

  private void release(String version, String modules) throws IOException {
    Files.writeString(
        java.resolve("release"), "JAVA_VERSION=\"" + version + "\"\nMODULES=\"" + modules + "\"\n");
  }

  private static void executable(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
