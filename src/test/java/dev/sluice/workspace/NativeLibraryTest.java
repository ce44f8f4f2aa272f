package dev.sluice.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeLibraryTest {

  @Test
  void loadsAndSaysWhichEngineItIs() {
    assertThat(NativeLibrary.version()).matches("v\\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void isUnpackedByTheDriverWhereNoneLiesBesideIt() {
    // Tests run on the driver's published jar.
    assertThat(NativeLibrary.beside()).isNull();
  }

  @Test
  void oneThatDoesNotLoadIsARefusalThatNamesTheReason() {
    assertThat(NativeLibrary.refused(new UnsatisfiedLinkError("wrong ELF class")))
        .hasMessage("the engine's native library does not load: wrong ELF class");
    assertThat(
            NativeLibrary.refused(
                new ExceptionInInitializerError(new IllegalStateException("noexec"))))
        .hasMessage("the engine's native library does not load: noexec");
  }
}
