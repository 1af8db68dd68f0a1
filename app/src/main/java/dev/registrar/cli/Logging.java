package dev.registrar.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;

/**
 * What is logged, and how. Everything goes to standard error: standard output belongs to the results of commands. In Java, since
 * the XML parser takes a fourteenth of a start; a file that {@code -Dlogback.configurationFile} names goes before.
 *
 * <p>Logback finds it by {@code META-INF/services} and calls it once, before the first line.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    /** What comes from outside may hold line breaks and other control characters; it must not forge a line. */
    private static final String LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %logger{0}"
            + " %replace(%msg){'[\\p{Cntrl}\\u2028\\u2029]', ' '}%replace( {%X}){' \\{\\}', ''}%n%ex";

    /** What they say in passing is about themselves, not about deliveries. */
    private static final List<String> LIBRARIES = List.of(
            "com.networknt",
            "com.zaxxer.hikari",
            "io.javalin",
            "okhttp3",
            "org.eclipse.jetty",
            "org.eclipse.jgit",
            "org.flywaydb",
            "org.jdbi",
            "org.kohsuke.github",
            "software.amazon.awssdk");

    private static final String LEVEL = "registrar.log.level";

    /** Called before anything is logged. What a server tells in passing is noise beside the result of a command. */
    static void quiet(boolean quiet) {
        System.setProperty(LEVEL, quiet ? "WARN" : "INFO");
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        String file = System.getProperty("logback.configurationFile");
        if (file != null && isThere(file)) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        // Logback's own remarks would go to standard output.
        context.getStatusManager().add(new NopStatusListener());
        LIBRARIES.forEach(library -> context.getLogger(library).setLevel(Level.WARN));
        // It writes a stack trace for each database that is not there; we say so ourselves, in a line.
        context.getLogger("com.zaxxer.hikari.pool").setLevel(Level.OFF);
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(System.getProperty(LEVEL), Level.INFO));
        root.addAppender(standardError(context));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Otherwise Logback would fall back to everything of every library, on standard output. */
    private static boolean isThere(String file) {
        return new File(file).isFile()
                || file.matches("[a-z]+:.+")
                || Logging.class.getClassLoader().getResource(file) != null;
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context) {
        // Whether it is a word that we know is for the settings to say.
        Encoder<ILoggingEvent> encoder =
                "json".equals(System.getenv().getOrDefault("REGISTRAR_LOG", "").strip()) ? json() : text();
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> text() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(LINE);
        return encoder;
    }

    private static Encoder<ILoggingEvent> json() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        return encoder;
    }
}
