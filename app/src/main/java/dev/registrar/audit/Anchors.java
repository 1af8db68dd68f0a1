package dev.registrar.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The audit record held against what a clone of the catalog says: whoever can change the database cannot change the commits,
 * and the other way round. Records and commits are handed over one by one, in any order.
 */
public final class Anchors {
    /** The trailer by which a commit names its record. */
    public static final String TRAILER = "Registrar-Audit";

    /** The trailer by which a commit names its request, as {@code owner/repo#number}. */
    public static final String REQUEST = "Registry-Request";

    /** The detail that names the commit a record is about. */
    public static final String COMMIT = "commit";

    /** The detail that names the hash of the record that granted what was committed. */
    public static final String GRANTED = "granted";

    private final Map<String, AuditRecord> records = new HashMap<>();
    private final List<AuditRecord> committed = new ArrayList<>();
    private final Set<String> commits = new HashSet<>();
    private final Map<String, String> named = new LinkedHashMap<>();
    private final Map<String, String> requests = new HashMap<>();

    public void record(AuditRecord record) {
        records.put(record.hash(), record);
        if (record.details().containsKey(COMMIT) && record.details().containsKey(GRANTED)) {
            committed.add(record);
        }
    }

    public void commit(String name) {
        commits.add(name);
    }

    public void trailer(String commit, String key, String value) {
        if (key.equalsIgnoreCase(TRAILER)) {
            named.put(commit, value);
        }
        if (key.equalsIgnoreCase(REQUEST)) {
            requests.put(commit, value);
        }
    }

    /** How many commits name a record. */
    public int size() {
        return named.size();
    }

    /** Everything that does not fit, one sentence each; none when all does. */
    public List<String> misfits() {
        List<String> misfits = new ArrayList<>();
        Map<String, String> first = new HashMap<>();
        named.forEach((commit, hash) -> {
            AuditRecord record = records.get(hash);
            if (record == null) {
                misfits.add("Commit " + commit + " names the record " + hash + ", which is not there.");
                return;
            }
            if (!(record.repository() + record.subject()).equals(requests.get(commit))) {
                misfits.add("Commit " + commit + " names record " + record.seq() + ", which is about "
                        + record.repository() + record.subject() + ".");
            }
            String other = first.putIfAbsent(hash, commit);
            if (other != null) {
                misfits.add("Commits " + other + " and " + commit + " both name record " + record.seq() + ".");
            }
        });
        committed.stream().filter(this::ofThisClone).forEach(record -> committed(record, misfits));
        return misfits;
    }

    /** Records are of all catalogs, a clone is of one: the requests that its commits name say of which. */
    private boolean ofThisClone(AuditRecord record) {
        return requests.values().stream().anyMatch(request -> request.startsWith(record.repository() + "#"));
    }

    private void committed(AuditRecord record, List<String> misfits) {
        String commit = record.details().get(COMMIT);
        String granted = record.details().get(GRANTED);
        boolean there = commits.contains(commit) || named.containsValue(granted); // a squash makes another commit of it
        if (!there) {
            misfits.add("Record " + record.seq() + " is about commit " + commit + ", which is not in the history.");
        }
    }
}
