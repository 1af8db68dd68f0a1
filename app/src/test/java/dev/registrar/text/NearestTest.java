package dev.registrar.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "owner, owner",
        "ownr, owner",
        "onwer, owner",
        "statsu, status",
        "Status, status",
        "encription, encryption",
        "x, ",
        "governor, ",
        "risks, risk"
    })
    void to_word_isTheOneProbablyMeant(String word, String expected) {
        List<String> known = List.of("id", "owner", "risk", "status", "encryption", "environment");
        assertThat(Nearest.to(word, known).orElse(null)).isEqualTo(expected);
    }
}
