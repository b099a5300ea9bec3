#include "printers/spool/spool_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "printers/descriptor.h"
#include "printers/spool/file_header.h"
#include "printers/spool/schema.h"

namespace printers {
namespace {

namespace fs = std::filesystem;

// A file up to this size is looked through as a whole (a few tenths of a second from a slow disk),
// of a larger one only the rows of jobs and what leads to them: their number is bounded by the
// retention, pieces are gigabytes. A piece has its own checksum, and a damaged one harms one job.
constexpr std::uintmax_t kWholeCheck = 64U << 20U;

constexpr const char* kWriterSettings =
    "PRAGMA synchronous=FULL;"
    "PRAGMA secure_delete=FAST;"          // Debian's default writes each removed page once more
    "PRAGMA wal_autocheckpoint=0;"        // the spool does it itself
    "PRAGMA journal_size_limit=16777216"  // a log that has been larger is cut again
    ;

SpoolFault not_made(const std::string& path, const std::string& reason) {
  return {"the spool " + path + " can't be made (" + reason +
          "); see to that, or change 'path' of 'spool'"};
}

SpoolFault not_made(const std::string& path) {
  return not_made(path, std::generic_category().message(errno));
}

// Tables and all, under a name that nobody opens. Its own lines are its transaction.
std::optional<SpoolFault> make_under(const std::string& name, const std::string& path) {
  // SQLite itself would make it readable for all; its log takes the mode of the file.
  const Descriptor made(::open(name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!made.open()) {
    return not_made(path);
  }
  auto opened = Database::open(name, Database::Access::Write);
  if (const auto* trouble = std::get_if<Trouble>(&opened)) {
    return not_made(path, trouble->text);
  }
  const auto& database = std::get<Database>(opened);
  if (!database.run(schema().c_str()) || !database.run("PRAGMA journal_mode=WAL")) {
    return not_made(path, database.trouble().text);
  }
  return std::nullopt;
}

// All of it or nothing: a server that is killed meanwhile leaves no half a spool. REQUIRES: the
// lock, so that what is there under the other name is nobody's.
std::optional<SpoolFault> make(const std::string& path) {
  const std::string name = path + "-new";
  std::error_code ignored;
  for (const char* part : {"", "-wal", "-shm", "-journal"}) {
    fs::remove(name + part, ignored);
  }
  if (auto fault = make_under(name, path)) {
    return fault;
  }
  if (::rename(name.c_str(), path.c_str()) != 0) {
    return not_made(path);
  }
  const Descriptor folder(
      ::open(fs::absolute(path).parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.open() || ::fsync(folder.number()) != 0) {
    return not_made(path);
  }
  return std::nullopt;
}

SpoolFault damaged(const std::string& path, const std::string& finding) {
  return {"the spool " + path + " is damaged (" + finding +
          ") and is left as it is; put a copy back, or move it away together with " + path +
          "-wal: jobs in it are not printed then"};
}

std::optional<SpoolFault> damage(const Database& database, const std::string& path) {
  std::error_code ignored;
  const bool whole = fs::file_size(path, ignored) <= kWholeCheck;
  const auto finding = database.text(whole ? "PRAGMA quick_check(1)" : "PRAGMA quick_check('job')");
  if (!finding) {
    return fault_of(path, database.trouble());
  }
  if (*finding != "ok") {
    return damaged(path, finding->substr(0, finding->find('\n')));
  }
  // One of our own tables may be missing in a file that is whole.
  for (const char* sql :
       {"SELECT count(*) FROM (SELECT 1 FROM piece LIMIT 1)", "SELECT count(*) FROM gone",
        "SELECT job FROM highest", "SELECT count(*) FROM (SELECT 1 FROM job LIMIT 1)"}) {
    if (!database.number(sql)) {
      return damaged(path, database.trouble().text);
    }
  }
  return std::nullopt;
}

std::optional<SpoolFault> unfit(const Database& database, const std::string& path) {
  if (sqlite3_db_readonly(database.handle(), "main") != 0) {
    return SpoolFault{"the spool " + path +
                      " can't be written; let the server's user read and write it"};
  }
  const auto format = database.number("PRAGMA user_version");
  if (!format) {
    return fault_of(path, database.trouble());
  }
  if (auto fault = format_fault(path, *format)) {
    return fault;
  }
  if (auto fault = damage(database, path)) {
    return fault;
  }
  const auto mode = database.text("PRAGMA journal_mode=WAL");
  if (!mode || *mode != "wal") {
    return SpoolFault{"the spool " + path + " can't have a write-ahead log there (" +
                      database.trouble().text + "); it must be on a disk of this machine"};
  }
  // Whoever has locked it is met here, and not at the first job.
  if (!database.run(kWriterSettings) || !database.run("BEGIN IMMEDIATE; ROLLBACK")) {
    return fault_of(path, database.trouble());
  }
  return std::nullopt;
}

enum class AtClose : std::uint8_t { KeepLog, FinishLog };

void set(const Database& database, AtClose what) {
  sqlite3_db_config(database.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE,
                    what == AtClose::KeepLog ? 1 : 0, nullptr);
}

}  // namespace

SpoolFault fault_of(const std::string& path, const Trouble& trouble) {
  switch (trouble.kind()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {"the spool " + path +
              " is locked by another program; end that one, then start the server again"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:
      return damaged(path, trouble.text);
    default:
      return {"the spool " + path + " can't be used: " + trouble.text +
              "; see to that, or change 'path' of 'spool'"};
  }
}

std::variant<SpoolFile, SpoolFault> open_spool_file(const std::string& path) {
  auto taken = SpoolLock::take(path);
  if (auto* fault = std::get_if<SpoolFault>(&taken)) {
    return std::move(*fault);
  }
  if (auto fault = place_fault(path)) {
    return std::move(*fault);
  }
  std::error_code ignored;
  if (!fs::exists(path, ignored)) {
    if (auto fault = make(path)) {
      return std::move(*fault);
    }
  }
  if (auto fault = header_fault(path)) {
    return std::move(*fault);
  }
  auto opened = Database::open(path, Database::Access::Write);
  if (const auto* trouble = std::get_if<Trouble>(&opened)) {
    return fault_of(path, *trouble);
  }
  auto& database = std::get<Database>(opened);
  // Until the file is known to be ours and whole, its log stays beside it as it is.
  set(database, AtClose::KeepLog);
  if (auto fault = unfit(database, path)) {
    return std::move(*fault);
  }
  set(database, AtClose::FinishLog);
  return SpoolFile{std::get<SpoolLock>(std::move(taken)), std::move(database)};
}

std::variant<Database, SpoolFault> open_to_read(const std::string& path) {
  auto opened = Database::open(path, Database::Access::Read);
  if (const auto* trouble = std::get_if<Trouble>(&opened)) {
    return fault_of(path, *trouble);
  }
  auto& database = std::get<Database>(opened);
  const auto format = database.number("PRAGMA user_version");
  const auto mark = database.number("PRAGMA application_id");
  if (!format || !mark) {
    return fault_of(path, database.trouble());
  }
  if (*mark != kSpoolMark || *format != kSpoolFormat) {
    return SpoolFault{"the spool " + path + " is not one that this server can read"};
  }
  return std::move(database);
}

}  // namespace printers
