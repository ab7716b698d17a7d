package dev.sarvi.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles and runs every block of Java in README, docs and Javadoc. A block sees all of Sarvi's
 * packages imported.
 */
class DocumentationTest {
  private static final Path ROOT = Path.of(System.getProperty("sarvi.documentation"));
  private static final Pattern MARKDOWN = Pattern.compile("(?s)```java\\R(.*?)```");
  private static final Pattern JAVADOC =
      Pattern.compile("(?s)<pre>\\{@code\\R(.*?)\\R *\\* *\\}</pre>");

  private static final Pattern EXPORT = Pattern.compile("exports ([\\w.]+);");

  @TempDir Path classes;

  record Block(String where, String code) {
    @Override
    public String toString() {
      return where;
    }
  }

  static Stream<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (Path file : files(ROOT, ".md")) {
      find(file, MARKDOWN, blocks);
    }
    for (String module : List.of("core", "hdf5", "keras")) {
      for (Path file : files(ROOT.resolve(module).resolve("src/main/java"), ".java")) {
        find(file, JAVADOC, blocks);
      }
    }
    return blocks.stream();
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(suffix))
          .filter(file -> !ROOT.relativize(file).toString().contains("target"))
          .sorted()
          .toList();
    }
  }

  private static void find(Path file, Pattern pattern, List<Block> blocks) throws IOException {
    Matcher matcher = pattern.matcher(Files.readString(file));
    while (matcher.find()) {
      String code = matcher.group(1).replaceAll("(?m)^ *\\* ?", "");
      blocks.add(new Block(ROOT.relativize(file) + " block " + (blocks.size() + 1), code));
    }
  }

  @Test
  void thereAreBlocks() throws IOException {
    assertThat(blocks().map(Block::where)).anyMatch(where -> where.startsWith("README.md"));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void runs(Block block) throws Exception {
    String source = source(block.code());
    StringWriter messages = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")),
                null,
                List.of(new InMemory(source)))
            .call();
    assertThat(compiled).as(messages + "\n" + source).isTrue();
    URL[] path = {classes.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
      loader.loadClass("Block").getMethod("run").invoke(null);
    }
  }

  /**
   * The block's own imports stay in front; the rest becomes a method. A block of a fluent value
   * alone is assigned.
   */
  private static String source(String code) throws IOException {
    String imports =
        packages().map(name -> "import " + name + ".*;\n").collect(Collectors.joining());
    String own = code.lines().filter(DocumentationTest::isImport).collect(Collectors.joining("\n"));
    String body =
        code.lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n")).strip();
    String statements =
        body.endsWith(";") || body.endsWith("}") ? body : "Object value = " + body + ";";
    return imports
        + "import java.nio.file.Path;\nimport java.util.*;\n"
        + own
        + "\npublic class Block {\n  public static void run() throws Exception {\n"
        + statements
        + "\n  }\n}\n";
  }

  private static boolean isImport(String line) {
    return line.startsWith("import ");
  }

  /** The packages that the modules export. */
  private static Stream<String> packages() throws IOException {
    List<String> names = new ArrayList<>();
    for (String module :
        List.of("core/src/vector/java", "hdf5/src/main/java", "keras/src/main/java")) {
      String exports = Files.readString(ROOT.resolve(module).resolve("module-info.java"));
      Matcher matcher = EXPORT.matcher(exports);
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
    return names.stream();
  }

  private static final class InMemory extends SimpleJavaFileObject {
    private final String source;

    InMemory(String source) {
      super(URI.create("string:///Block.java"), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }
}
