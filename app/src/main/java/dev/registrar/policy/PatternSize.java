package dev.registrar.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How large a pattern becomes when it is compiled. RE2/J matches in linear time whatever the pattern, but it writes counted
 * repetitions out, so {@code ((a{1000}){1000}){1000}} would ask for all memory there is.
 */
final class PatternSize {
    private static final int LONGEST = 500;
    private static final long LARGEST = 5_000;

    private final String pattern;
    private int at;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    /** What is wrong with a pattern; empty when it can be used. */
    static Optional<String> fault(String pattern) {
        if (pattern.isEmpty()) {
            return Optional.of("is empty");
        }
        if (pattern.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters");
        }
        if (new PatternSize(pattern).estimate() > LARGEST) {
            return Optional.of("repeats too much: written out it has more than " + LARGEST + " parts");
        }
        try {
            Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("is not a pattern that RE2 knows: " + e.getDescription());
        }
    }

    private long estimate() {
        Deque<Long> outer = new ArrayDeque<>();
        long sum = 0;
        long last = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == '(') {
                outer.push(sum);
                sum = 0;
                last = 0;
                at++;
                continue;
            }
            if (c == ')' && !outer.isEmpty()) {
                last = sum + 1;
                sum = bounded(outer.pop() + last);
                at++;
                continue;
            }
            if (c == '{') {
                long times = times();
                sum = bounded(sum + last * Math.max(0, times - 1));
                last = bounded(last * Math.max(1, times));
                continue;
            }
            last = 1;
            sum = bounded(sum + 1);
            skipAtom(c);
        }
        return sum;
    }

    private static long bounded(long size) {
        return Math.min(size, Integer.MAX_VALUE);
    }

    /** The larger number of a counted repetition; 1 for a brace that is none. */
    private long times() {
        int end = pattern.indexOf('}', at);
        String inside = end < 0 ? "" : pattern.substring(at + 1, end);
        if (!inside.matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
            at++;
            return 1;
        }
        at = end + 1;
        long most = 1;
        for (String number : inside.split(",", -1)) {
            most = Math.max(most, number.isEmpty() ? 1 : Long.parseLong(number)); // {5,} has no upper one
        }
        return most;
    }

    private void skipAtom(char c) {
        if (c == '\\') {
            at += 2;
            return;
        }
        if (c != '[') {
            at++;
            return;
        }
        at += pattern.startsWith("[^]", at) ? 3 : pattern.startsWith("[]", at) ? 2 : 1;
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            at += pattern.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }
}
