package org.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JfrMemoryMonitorTest {

  /** Defines the driver's own class apart from ours, which hides it. */
  private static final class Drivers extends ClassLoader {
    Class<?> load() throws Exception {
      String resource = "org/duckdb/JfrMemoryMonitor.class";
      List<URL> all =
          Collections.list(JfrMemoryMonitorTest.class.getClassLoader().getResources(resource));
      URL theirs = all.stream().filter(url -> url.getProtocol().equals("jar")).findFirst().get();
      try (InputStream in = theirs.openStream()) {
        byte[] bytes = in.readAllBytes();
        return defineClass("org.duckdb.JfrMemoryMonitor", bytes, 0, bytes.length);
      }
    }
  }

  @Test
  void hasTheSameMethodsAsTheDriversOwn() throws Exception {
    Class<?> theirs = new Drivers().load();
    assertThat(theirs).isNotSameAs(JfrMemoryMonitor.class);
    assertThat(signatures(JfrMemoryMonitor.class)).isEqualTo(signatures(theirs));
  }

  private static List<String> signatures(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(
            (Method method) ->
                method.getReturnType()
                    + " "
                    + method.getName()
                    + Arrays.toString(parameters(method)))
        .sorted()
        .toList();
  }

  private static String[] parameters(Method method) {
    return Arrays.stream(method.getParameterTypes()).map(Class::getName).toArray(String[]::new);
  }
}
