package dev.registrar.sandbox;

/** What an App signs people in with. */
public record SignInCredentials(String clientId, String clientSecret) {
    @Override
    public String toString() {
        return "SignInCredentials[clientId=" + clientId + "]";
    }
}
