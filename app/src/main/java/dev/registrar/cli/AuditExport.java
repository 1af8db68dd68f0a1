package dev.registrar.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.registrar.audit.AuditRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Writes audit records for other programs, one by one, however many there are. */
sealed interface AuditExport extends Consumer<AuditRecord>, AutoCloseable {
    @Override
    void close();

    /** One object: {@code {"records": […]}}. */
    final class Json implements AuditExport {
        private final JsonGenerator json;

        Json(PrintWriter out) {
            try {
                json = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.writeStartObject();
                json.writeArrayFieldStart("records");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void accept(AuditRecord record) {
            try {
                json.writeRaw(json.getOutputContext().getCurrentIndex() < 0 ? "\n" : "");
                json.writeStartObject();
                json.writeNumberField("seq", record.seq());
                json.writeStringField("at", record.at().toString());
                json.writeStringField("key", record.key());
                json.writeStringField("kind", record.kind());
                json.writeStringField("repository", record.repository());
                json.writeStringField("subject", record.subject());
                json.writeObjectFieldStart("details");
                for (Map.Entry<String, String> detail : record.details().entrySet()) {
                    json.writeStringField(detail.getKey(), detail.getValue());
                }
                json.writeEndObject();
                json.writeStringField("previous_hash", record.previousHash());
                json.writeStringField("hash", record.hash());
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                json.writeEndArray();
                json.writeEndObject();
                json.writeRaw('\n');
                json.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** RFC 4180, with a header. The details are one field, {@code name=value} lines. */
    final class Csv implements AuditExport {
        private final PrintWriter out;

        Csv(PrintWriter out) {
            this.out = out;
            row(List.of("seq", "at", "kind", "repository", "subject", "details", "key", "previous_hash", "hash"));
        }

        @Override
        public void accept(AuditRecord record) {
            String details = record.details().entrySet().stream()
                    .map(detail -> detail.getKey() + "=" + detail.getValue())
                    .collect(Collectors.joining("\n"));
            row(List.of(
                    String.valueOf(record.seq()),
                    record.at().toString(),
                    record.kind(),
                    record.repository(),
                    Objects.requireNonNullElse(record.subject(), ""),
                    details,
                    record.key(),
                    record.previousHash(),
                    record.hash()));
        }

        private void row(List<String> fields) {
            out.print(fields.stream().map(Csv::field).collect(Collectors.joining(",")));
            out.print("\r\n");
        }

        /**
         * A spreadsheet runs a field that begins with one of these as a formula (OWASP, "CSV Injection"); with an apostrophe
         * before it, it is text.
         */
        private static String field(String text) {
            boolean formula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
            String safe = formula ? "'" + text : text;
            boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
