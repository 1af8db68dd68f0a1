package dev.registrar.sandbox.aws;

/** An error as AWS answers it. */
final class AwsFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    AwsFault(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    static AwsFault noRepository(String name) {
        return new AwsFault(
                400, "RepositoryNotFoundException", "The repository with name '" + name + "' does not exist");
    }

    static AwsFault invalid(String message) {
        return new AwsFault(400, "InvalidParameterException", message);
    }
}
