package io.vigie.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The data folder of a PostgreSQL server and the password of its owner. Both are made together: the
 * data folder appears under its name only when it is complete and its password is on disk.
 */
final class Cluster {

  static final String OWNER = "vigie";

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private final Path folder;
  private final Path binaries;
  private final Account account;

  Cluster(Path folder, Path binaries, Account account) {
    this.folder = folder;
    this.binaries = binaries;
    this.account = account;
  }

  Path dataFolder() {
    return folder.resolve("data");
  }

  String password() throws IOException {
    return Files.readString(passwordFile()).strip();
  }

  /** Makes the cluster where there is none, and sees to it that the account owns it. */
  void prepare() throws IOException {
    if (!Files.isDirectory(dataFolder())) {
      create();
    }
    requireSameMajorVersion();
    Folders.give(dataFolder(), account.uid(), account.gid());
  }

  private void create() throws IOException {
    var work = folder.resolve("data.incomplete");
    Folders.delete(work);
    Files.createDirectory(
        work, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Folders.give(work, account.uid(), account.gid());
    var shown = folder.resolve("password.incomplete");
    writeNewPassword();
    try {
      // The server's account reads a copy: the file that stays belongs to us alone.
      Files.deleteIfExists(shown);
      Files.copy(passwordFile(), shown);
      Files.setPosixFilePermissions(shown, PRIVATE);
      Folders.give(shown, account.uid(), account.gid());
      initialise(work, shown);
    } finally {
      Files.deleteIfExists(shown);
    }
    Files.move(work, dataFolder());
  }

  private void initialise(Path data, Path passwordFile) throws IOException {
    Commands.run(
        "PostgreSQL: could not make a database in " + data,
        account.run(
            List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=" + OWNER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions")));
  }

  private Path passwordFile() {
    return folder.resolve("password");
  }

  private void writeNewPassword() throws IOException {
    var random = new byte[24];
    new SecureRandom().nextBytes(random);
    var file = passwordFile();
    Files.deleteIfExists(file);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(PRIVATE));
    Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
  }

  private void requireSameMajorVersion() throws IOException {
    var program = PostgresBinaries.version().split("\\.", 2)[0];
    var data = Files.readString(dataFolder().resolve("PG_VERSION")).strip();
    if (!data.equals(program)) {
      throw new InfrastructureException(
          "PostgreSQL: %s: needs data of version %s, found version %s; move the folder away or convert it with pg_upgrade"
              .formatted(dataFolder(), program, data));
    }
  }
}
