package dev.registrar.architecture.planted.low;

import dev.registrar.architecture.planted.high.Above;
import java.util.List;

/** Imports against the table; only inside an array and a type argument, to be found all the same. */
@SuppressWarnings("ArrayRecordComponent") // the array is the point
public record Below(Above[] above, List<Above> more) {}
