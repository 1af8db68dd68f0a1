package dev.registrar.gate;

import dev.registrar.schema.Misfit;
import dev.registrar.text.Pointer;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Entries that have been held against the schema and fit it, by their text. The schema takes nearly all the time that a
 * large catalog costs, and of ten thousand entries a change leaves all but one as they were. What an entry means is told by
 * its text alone as long as nothing in it refers to another place. A verdict never depends on what is remembered here.
 */
final class SoundEntries {
    /** A digest and what the map needs for it are about 150 bytes: 9 MB for all. */
    private static final int MOST = 60_000;

    private final Map<ByteBuffer, Boolean> known = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Entries of one document, those that can be told by their text. */
    final class Entries {
        private final Map<String, ByteBuffer> digests = new HashMap<>();
        private final Set<String> sound = new HashSet<>();

        private Entries(YamlDocument document) {
            MessageDigest sha256 = sha256();
            document.at(Pointer.of("repositories"))
                    .filter(YamlNode.Mapping.class::isInstance)
                    .ifPresent(all -> ((YamlNode.Mapping) all)
                            .entries()
                            .forEach(entry -> digest(document.text(), entry, sha256)));
            synchronized (known) {
                digests.forEach((name, digest) -> {
                    if (known.get(digest) != null) {
                        sound.add(name);
                    }
                });
            }
        }

        private void digest(String text, YamlNode.Entry entry, MessageDigest sha256) {
            int start = entry.keySpan().start();
            int end = entry.value().span().end();
            if (entry.merged() || end < start || refers(text, start, end)) {
                return;
            }
            byte[] bytes = text.substring(start, end).getBytes(StandardCharsets.UTF_8);
            digests.put(entry.key(), ByteBuffer.wrap(sha256.digest(bytes)));
        }

        /** Names of entries that fit. */
        Set<String> sound() {
            return sound;
        }

        /** Remembers all that have been held against the schema and are not among the misfits. */
        void remember(List<Misfit> misfits) {
            Set<String> unsound = new HashSet<>(sound);
            misfits.forEach(misfit -> {
                List<String> segments = misfit.pointer().segments();
                if (segments.size() > 1) {
                    unsound.add(segments.get(1));
                }
            });
            List<ByteBuffer> fresh = new ArrayList<>();
            digests.forEach((name, digest) -> {
                if (!unsound.contains(name)) {
                    fresh.add(digest);
                }
            });
            synchronized (known) {
                fresh.forEach(digest -> known.put(digest, true));
            }
        }
    }

    Entries of(YamlDocument document) {
        return new Entries(document);
    }

    /** Aliases, anchors, merge keys, tags, and block scalars, whose meaning rests on what stands around them. */
    private static boolean refers(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            switch (text.charAt(i)) {
                case '*', '&', '<', '!', '|', '>' -> {
                    return true;
                }
                default -> {
                    continue;
                }
            }
        }
        return false;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
