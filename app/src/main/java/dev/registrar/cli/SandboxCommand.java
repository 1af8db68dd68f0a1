package dev.registrar.cli;

import dev.registrar.sandbox.SandboxGitHub;
import dev.registrar.sandbox.story.Story;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sandbox}: stand-ins for GitHub and AWS, the same server that {@code serve} runs talking to them, and a page to drive it. */
@Command(
        name = "sandbox",
        description =
                "Runs the whole product on this machine, with stand-ins for GitHub and AWS and a page to drive it.")
final class SandboxCommand implements Callable<Integer> {
    /** AWS is at the one after it. */
    private static final int LARGEST_PORT = 65_534;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where the page is, on loopback; AWS is at the one after it (default: 4000; 0: any).")
    private int port = 4000;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where repositories and database go (default: a new folder).")
    private @Nullable Path data;

    @Option(names = "--demo", description = "Plays the whole story once, checks each step, and ends.")
    private boolean demo;

    @Option(
            names = "--without-app",
            description = "Starts the stand-ins alone, to try the set-up page of serve with them.")
    private boolean withoutApp;

    private final Console console;
    private final Termination termination;
    private final Clock clock;

    SandboxCommand(Console console, Termination termination, Clock clock) {
        this.console = console;
        this.termination = termination;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        if (demo && withoutApp) {
            throw new UsageProblem("--demo plays with an App; leave out --without-app.");
        }
        if (port < 0 || port > LARGEST_PORT) {
            throw new UsageProblem("registrar sandbox: --port is a number from 0 to " + LARGEST_PORT);
        }
        PrintWriter out = console.out();
        int awsPort = demo || port == 0 ? 0 : port + 1;
        if (!demo) {
            requireFree(port);
            requireFree(awsPort);
        }
        Path folder = data == null ? Files.createTempDirectory("registrar-sandbox") : data;
        if (withoutApp) {
            return standIns(awsPort, folder, out);
        }
        SandboxServer sandbox = SandboxServer.withAws(demo ? 0 : port, awsPort, folder, clock);
        if (demo) {
            return play(sandbox, folder, out);
        }
        out.println("The sandbox is ready: " + sandbox.github().url());
        out.println("Repositories can be cloned and pushed to, such as "
                + sandbox.github().url().resolve("/acme/platform-catalog.git") + " (user ana, password person_ana).");
        sandbox.aws()
                .ifPresent(aws -> out.println(
                        "AWS is there, too: " + environment(aws) + ", for `registrar sync` and the AWS command line."));
        out.println(
                "Registrar's dashboard: http://127.0.0.1:" + sandbox.registrar().port()
                        + ". It takes webhooks at the same port. Everything is kept in "
                        + folder + ". Ctrl+C ends it.");
        out.flush();
        termination.awaitThen(sandbox::close);
        return ExitStatus.PASS.code();
    }

    private static void requireFree(int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException e) {
            throw new OutsideFailure(
                    "cannot listen on 127.0.0.1 port " + port + ": " + e.getMessage() + "; choose another --port", e);
        }
    }

    private static String environment(SandboxServer.Aws aws) {
        return "AWS_ENDPOINT_URL=" + aws.standIn().url() + " AWS_REGION=eu-west-2 AWS_ACCESS_KEY_ID=AKIA"
                + SandboxServer.ACCOUNT + " AWS_SECRET_ACCESS_KEY=any";
    }

    private Integer standIns(int awsPort, Path folder, PrintWriter out) {
        SandboxGitHub github = SandboxGitHub.start(new SandboxGitHub.Options(port, folder, clock, true));
        SandboxServer.Aws aws = SandboxServer.Aws.start(awsPort, clock);
        out.println("A GitHub without an App is ready: " + github.url());
        out.println("Start Registrar beside it, open the address that it prints, and register the App for acme:");
        out.println("GITHUB_API_URL=" + github.apiRoot()
                + " REGISTRAR_HOST=127.0.0.1 REGISTRAR_URL=http://127.0.0.1:8080 REGISTRAR_DATA_DIR="
                + folder.resolve("registrar").toAbsolutePath() + " " + environment(aws)
                + " java -jar app/target/registrar.jar serve");
        out.println("Everything is kept in " + folder + ". Ctrl+C ends it.");
        out.flush();
        termination.awaitThen(() -> {
            github.close();
            aws.close();
        });
        return ExitStatus.PASS.code();
    }

    private static Integer play(SandboxServer sandbox, Path folder, PrintWriter out) {
        Story story = new Story(sandbox.github(), sandbox.aws().map(SandboxServer.Aws::standIn), folder, line -> {
            out.println(line);
            out.flush();
        });
        boolean cameTrue = story.play();
        sandbox.close();
        return (cameTrue ? ExitStatus.PASS : ExitStatus.BLOCKED).code();
    }
}
