package dev.registrar.pull;

import java.net.URI;
import java.util.Optional;

/** Who somebody is, as GitHub vouches for it: the App's user authorization, by a code that is exchanged once. */
public interface SignIns {
    /**
     * Where the person's browser is sent to.
     *
     * @param state comes back with the code
     * @param challenge the SHA-256 of the verifier, in URL-safe Base64
     * @param back where GitHub sends the browser afterwards
     */
    URI authorization(String state, String challenge, URI back);

    /**
     * The person that a code stands for; empty when GitHub does not take the code. What the code is exchanged for is used
     * for this one question and not kept.
     *
     * @param verifier what the challenge was made of
     */
    Optional<Actor> person(String code, String verifier, URI back);
}
