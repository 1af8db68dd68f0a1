package dev.registrar.sandbox.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param pulled null where nobody has pulled it */
record EcrImage(
        String digest, long bytes, Instant pushed, @Nullable Instant pulled) {}
