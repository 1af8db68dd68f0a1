package dev.registrar.inventory;

import java.util.List;

/** Reading ECR. No method throws for what AWS refuses or fails to answer: that is part of what was read. */
public interface RegistryReader {
    /** Where there is no way to AWS. */
    RegistryReader NONE = new RegistryReader() {
        @Override
        public boolean available() {
            return false;
        }

        @Override
        public Inventory read(List<Target> targets, Progress progress) {
            return new Inventory(targets.stream()
                    .map(target -> RegionInventory.unread(target, "There is no access to AWS."))
                    .toList());
        }

        @Override
        public RepositoryRead one(Target target, String name) {
            return new RepositoryRead.Unread("there is no access to AWS");
        }
    };

    /** Whether AWS is asked at all. */
    boolean available();

    Inventory read(List<Target> targets, Progress progress);

    /** A single repository, as it is now. */
    RepositoryRead one(Target target, String name);

    /** Hears how far the reading is; called by several threads. */
    interface Progress {
        Progress SILENT = new Progress() {
            @Override
            public void found(int repositories) {}

            @Override
            public void read() {}
        };

        /** So many more are to be read. */
        void found(int repositories);

        /** One more was read. */
        void read();
    }
}
