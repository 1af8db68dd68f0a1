package dev.registrar.catalog.yaml;

import dev.registrar.catalog.Field;
import dev.registrar.yaml.ScalarWriter;
import dev.registrar.yaml.ScalarWriter.Quote;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a catalog is written, so that what is added looks as if the same hand had written it.
 *
 * @param entryIndent spaces before a registry's name
 * @param step spaces that each further level adds
 * @param blankLines between two entries
 * @param name how registries' names are quoted
 * @param fields how each field's value is quoted
 * @param key how the keys of an entry's parts are quoted
 */
record Style(
        String lineBreak, int entryIndent, int step, int blankLines, Quote name, Map<Field, Quote> fields, Quote key) {
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    Style {
        fields = Map.copyOf(fields);
    }

    String scalar(Field field, String value) {
        return scalar(value, fields.getOrDefault(field, Quote.NONE), field == Field.CREATED_DATE);
    }

    /**
     * @param bareDates whether bare dates are the custom here; they are text to YAML 1.2, but not to every reader, so
     *     nothing else that merely looks like a date is left bare
     */
    static String scalar(String value, Quote quote, boolean bareDates) {
        return bareDates && quote == Quote.NONE && isDate(value) ? value : ScalarWriter.write(value, quote);
    }

    static boolean isDate(String value) {
        return DATE.matcher(value).matches();
    }
}
