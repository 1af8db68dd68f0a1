package dev.registrar.pull;

import java.util.List;
import java.util.Optional;

/** Reading, writing and closing issues. */
public interface Issues {
    /** Empty when it is gone, or is a pull request. */
    Optional<Issue> get(Repository repository, int number);

    /** Open issues with a label. */
    List<Issue> openWithLabel(Repository repository, String label);

    /**
     * Opens an issue; labels that the repository does not have are made.
     *
     * @param body in Markdown
     * @return its number
     */
    int open(Repository repository, String title, String body, List<String> labels);

    void edit(Repository repository, int number, String body);

    void reopen(Repository repository, int number);

    void close(Repository repository, int number, CloseReason reason);

    /** Labels that the repository does not have are made. */
    void addLabels(Repository repository, int number, List<String> labels);

    /**
     * Makes a label of the repository; one that is there already stays as it is.
     *
     * @param color six hexadecimal digits
     */
    void makeLabel(Repository repository, String name, String color, String description);

    /** A label that is not there is passed over. */
    void removeLabel(Repository repository, int number, String label);

    enum CloseReason {
        COMPLETED,
        NOT_PLANNED
    }
}
