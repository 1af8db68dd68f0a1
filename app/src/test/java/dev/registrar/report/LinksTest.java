package dev.registrar.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.github.com, https://github.com",
        "https://api.github.com/, https://github.com",
        "https://ghes.example.com/api/v3, https://ghes.example.com",
        "https://ghes.example.com:8443/api/v3/, https://ghes.example.com:8443",
        "https://api.octocorp.ghe.com, https://octocorp.ghe.com",
        "http://127.0.0.1:4000/api/v3, http://127.0.0.1:4000",
    })
    void pages_areWhereThatGitHubHasThem(URI api, String root) {
        assertThat(Links.behind(api).root()).isEqualTo(root);
    }
}
