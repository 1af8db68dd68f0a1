package dev.registrar.inventory;

import java.util.Optional;

/**
 * What a life-cycle policy keeps of the images that have a tag.
 *
 * @param policy whether there is a policy at all
 * @param keeps how many images; empty where none goes for being one too many
 * @param days after how many days images go by their age; empty where none does
 */
public record Retention(boolean policy, Optional<Integer> keeps, Optional<Integer> days) {
    public static final Retention NO_POLICY = new Retention(false, Optional.empty(), Optional.empty());

    public String words() {
        if (!policy) {
            return "no policy";
        }
        String age =
                days.map(count -> "images older than " + count + " days go").orElse("");
        if (keeps.isEmpty()) {
            return age.isEmpty() ? "all images" : age;
        }
        return keeps.get() + (age.isEmpty() ? "" : ", " + age);
    }
}
