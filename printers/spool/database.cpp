#include "printers/spool/database.h"

#include <cerrno>
#include <system_error>
#include <utility>

namespace printers {
namespace {

int flags_of(Database::Access access) {
  switch (access) {
    case Database::Access::Create:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Database::Access::Write:
      return SQLITE_OPEN_READWRITE;
    case Database::Access::Read:
      break;
  }
  return SQLITE_OPEN_READONLY;
}

Trouble trouble_of(sqlite3* handle) {
  Trouble trouble;
  trouble.code = sqlite3_extended_errcode(handle);
  trouble.text = sqlite3_errmsg(handle);
  if (trouble.kind() == SQLITE_IOERR || trouble.kind() == SQLITE_CANTOPEN) {
    trouble.system = sqlite3_system_errno(handle);
  }
  if (trouble.system != 0) {
    trouble.text += " (" + std::generic_category().message(trouble.system) + ")";
  }
  return trouble;
}

}  // namespace

bool Trouble::full() const {
  return kind() == SQLITE_FULL || system == ENOSPC || system == EDQUOT || system == EFBIG;
}

std::variant<Database, Trouble> Database::open(const std::string& path, Access access) {
  sqlite3* handle = nullptr;
  const int result =
      sqlite3_open_v2(path.c_str(), &handle, flags_of(access) | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(handle);
  if (handle == nullptr) {
    return Trouble{SQLITE_NOMEM, 0, "out of memory"};
  }
  if (result != SQLITE_OK) {
    return trouble_of(handle);
  }
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, kPatience);
  // What stands in a damaged file is not believed.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  if (!database.run("PRAGMA cell_size_check=ON")) {
    return trouble_of(handle);
  }
  return database;
}

bool Database::run(const char* sql) const {
  return sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::optional<std::int64_t> Database::number(const char* sql) const {
  Statement statement(*this, sql);
  Query query(statement);
  if (query.step() != Step::Row) {
    return std::nullopt;
  }
  return query.number(0);
}

std::optional<std::string> Database::text(const char* sql) const {
  Statement statement(*this, sql);
  Query query(statement);
  if (query.step() != Step::Row) {
    return std::nullopt;
  }
  return query.text(0);
}

Trouble Database::trouble() const {
  return trouble_of(handle());
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(handle()) == 0;
}

Statement::Statement(const Database& database, std::string sql)
    : handle_(database.handle()), sql_(std::move(sql)) {}

sqlite3_stmt* Statement::prepared() {
  if (statement_ == nullptr) {
    sqlite3_stmt* made = nullptr;
    sqlite3_prepare_v3(handle_, sql_.c_str(), static_cast<int>(sql_.size()) + 1,
                       SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    statement_.reset(made);
  }
  return statement_.get();
}

Query::~Query() {
  if (statement_ != nullptr) {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
}

Step Query::step() {
  if (statement_ == nullptr || !bound_) {
    return Step::Failed;
  }
  switch (sqlite3_step(statement_)) {
    case SQLITE_ROW:
      return Step::Row;
    case SQLITE_DONE:
      return Step::Done;
    default:
      return Step::Failed;
  }
}

bool Query::run() {
  Step now = Step::Row;
  while (now == Step::Row) {
    now = step();
  }
  return now == Step::Done;
}

bool Query::null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Query::number(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string Query::text(int column) const {
  const tn3270::Bytes all = bytes(column);
  return {all.begin(), all.end()};
}

tn3270::Bytes Query::bytes(int column) const {
  const auto* const first =
      static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
  const int size = sqlite3_column_bytes(statement_, column);
  return first == nullptr ? tn3270::Bytes{} : tn3270::Bytes{first, static_cast<std::size_t>(size)};
}

void Query::bind(std::string_view text) {
  judge(sqlite3_bind_text64(statement_, next_++, text.data(), text.size(), SQLITE_TRANSIENT,
                            SQLITE_UTF8));
}

void Query::bind(tn3270::Bytes bytes) {
  // A null pointer would be NULL.
  judge(bytes.empty()
            ? sqlite3_bind_zeroblob(statement_, next_++, 0)
            : sqlite3_bind_blob64(statement_, next_++, bytes.data(), bytes.size(), SQLITE_STATIC));
}

void Query::bind(std::nullopt_t) {
  judge(sqlite3_bind_null(statement_, next_++));
}

void Query::bind_number(std::int64_t number) {
  judge(sqlite3_bind_int64(statement_, next_++, number));
}

void Query::judge(int result) {
  bound_ = bound_ && result == SQLITE_OK;
}

}  // namespace printers
