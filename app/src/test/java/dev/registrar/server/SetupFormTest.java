package dev.registrar.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetupFormTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://registrar.example.com",
                " https://registrar.example.com/ ",
                "HTTPS://Registrar.example.com:8443",
                "http://[2001:db8::1]:65535",
                "http://10.0.0.1:1"
            })
    void address_ofAServersRoot_isTaken(String address) {
        assertThat(faults(address)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', start with https://",
        "registrar.example.com, start with https://",
        "ftp://registrar.example.com, start with https://",
        "https://, start with https://",
        "https://a b, start with https://",
        "https://r.example.com:99999999999, start with https://",
        "https://r.example.com:99999, between 1 and 65535",
        "https://r.example.com:0, between 1 and 65535",
        "https://r.example.com/x, end after host and port: https://r.example.com",
        "https://r.example.com:8443/x/?y=1, end after host and port: https://r.example.com:8443",
        "https://r.example.com?y=1, end after host and port: https://r.example.com",
        "https://r.example.com#z, end after host and port: https://r.example.com",
        "https://me:secret@r.example.com, end after host and port: https://r.example.com",
        "https://r.example.com:, end after host and port: https://r.example.com",
        "https://localhost:8080, GitHub cannot reach https://localhost:8080",
    })
    void address_ofAnythingElse_isToldWhatIsWrong(String address, String words) {
        assertThat(faults(address)).containsOnlyKeys(SetupForm.Field.ADDRESS);
        assertThat(faults(address).get(SetupForm.Field.ADDRESS)).contains(words);
    }

    @Test
    void emptyForm_isToldOfItsNameAndAddress_butMayLeaveTheOrganizationOut() {
        assertThat(new SetupForm(" ", "", "").faults(true))
                .containsOnlyKeys(SetupForm.Field.NAME, SetupForm.Field.ADDRESS);
    }

    private static Map<SetupForm.Field, String> faults(String address) {
        return new SetupForm("Registrar", "acme", address).faults(true);
    }
}
