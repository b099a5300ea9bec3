#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "tn3270/datastream/bytes.h"

// SQLite as this room uses it: one handle, statements that are prepared once, outcomes as values.
namespace printers {

// How long another handle may hold a lock, in milliseconds. Ours never hold one longer than it
// takes to recover the log; a person's sqlite3 may.
inline constexpr int kPatience = 1'000;

// What SQLite has said last.
struct Trouble {
  int code = 0;      // extended
  int system = 0;    // errno, of a file system's refusal
  std::string text;  // "disk I/O error (No space left on device)"

  [[nodiscard]] int kind() const { return code & 0xFF; }
  [[nodiscard]] bool full() const;  // the disk, the owner's share of it, or a limit of file sizes
};

class Database {
 public:
  enum class Access : std::uint8_t { Create, Write, Read };
  [[nodiscard]] static std::variant<Database, Trouble> open(const std::string& path, Access access);

  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
  // Several statements, their rows ignored.
  [[nodiscard]] bool run(const char* sql) const;
  // The first column of the first row.
  [[nodiscard]] std::optional<std::int64_t> number(const char* sql) const;
  [[nodiscard]] std::optional<std::string> text(const char* sql) const;
  [[nodiscard]] Trouble trouble() const;
  [[nodiscard]] bool in_transaction() const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  };
  explicit Database(sqlite3* handle) : handle_(handle) {}
  std::unique_ptr<sqlite3, Close> handle_;
};

// Prepared when it is first used, then kept. `database` and `sql` outlive it.
class Statement {
 public:
  Statement(const Database& database, std::string sql);
  [[nodiscard]] sqlite3_stmt* prepared();  // nullptr: it can't be

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  sqlite3* handle_;
  std::string sql_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_{};
};

enum class Step : std::uint8_t { Row, Done, Failed };

// One use of a statement, which is reset at its end: until then a reader sees its old snapshot.
// Blobs are borrowed for as long.
class Query {
 public:
  template <class... Values>
  explicit Query(Statement& statement, const Values&... values) : statement_(statement.prepared()) {
    (bind(values), ...);
  }
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  // The parameter of that number, where not all that are bound are next to each other.
  template <class Value>
  void set(int parameter, const Value& value) {
    next_ = parameter;
    bind(value);
  }

  [[nodiscard]] Step step();
  // To its end, without rows that anybody wants.
  [[nodiscard]] bool run();

  // Columns from 0; those of the current row.
  [[nodiscard]] bool null(int column) const;
  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] tn3270::Bytes bytes(int column) const;  // until the next step

 private:
  void bind(std::string_view text);
  void bind(tn3270::Bytes bytes);
  void bind(std::nullopt_t nothing);
  void bind_number(std::int64_t number);
  template <class Number>
  requires(std::is_integral_v<Number> || std::is_enum_v<Number>) void bind(Number number) {
    bind_number(static_cast<std::int64_t>(number));
  }
  template <class Value>
  void bind(const std::optional<Value>& value) {
    if (value) {
      bind(*value);
    } else {
      bind(std::nullopt);
    }
  }
  void judge(int result);

  sqlite3_stmt* statement_;
  int next_ = 1;
  bool bound_ = true;
};

}  // namespace printers
