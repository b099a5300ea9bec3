#pragma once

// The orders, in SQLite. All that the screens and the report want to know of them.

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

struct Article {
  std::string code;
  long long cents = 0;
};

struct Order {
  long long number = 0;
  std::string customer;
  std::string article;
  long long quantity = 0;
  std::string delivery;
  std::string entered_by;
  long long cents = 0;  // of all pieces
};

inline std::string money(long long cents) {
  const std::string rest = std::to_string(cents % 100);
  return std::to_string(cents / 100) + (rest.size() < 2 ? ".0" : ".") + rest;
}

// Blanks on the right up to `width`, or on the left.
inline std::string left(std::string_view text, std::size_t width) {
  return std::string(text) + std::string(width - std::min(width, text.size()), ' ');
}
inline std::string right(std::string_view text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + std::string(text);
}

// One line of a list, on a screen or on paper.
inline std::string order_line(const Order& order) {
  return right(std::to_string(order.number), 6) + "  " + left(order.customer, 8) + "  " +
         left(order.article, 7) + "  " + right(std::to_string(order.quantity), 8) + " " +
         right(money(order.cents), 10) + "  " + left(order.delivery, 10) + "  " + order.entered_by;
}

class OrderBook {
 public:
  explicit OrderBook(const std::string& path) {
    sqlite3* db = nullptr;
    const int status = sqlite3_open(path.c_str(), &db);
    db_.reset(db);
    check(status);
    sqlite3_busy_timeout(db, 5000);
    const auto schema = std::filesystem::path(__FILE__).parent_path().parent_path() / "orders.sql";
    std::ifstream file(schema);
    if (!file) {
      throw std::runtime_error("there is no " + schema.string());
    }
    const std::string statements{std::istreambuf_iterator<char>(file), {}};
    check(sqlite3_exec(db, statements.c_str(), nullptr, nullptr, nullptr));
  }

  std::optional<Article> article(const std::string& code) {
    const Statement found = prepare("SELECT code, cents FROM articles WHERE code = ?");
    bind(found, 1, code);
    if (!step(found)) {
      return std::nullopt;
    }
    return Article{text(found, 0), sqlite3_column_int64(found.get(), 1)};
  }

  long long count() {
    const Statement counted = prepare("SELECT count(*) FROM orders");
    step(counted);
    return sqlite3_column_int64(counted.get(), 0);
  }

  // Orders by number, `lines` of them after the first `first`.
  std::vector<Order> page(long long first, long long lines) {
    const Statement rows = prepare(
        "SELECT number, customer, article, quantity, delivery, entered_by, quantity * cents"
        " FROM orders JOIN articles ON code = article ORDER BY number LIMIT ? OFFSET ?");
    check(sqlite3_bind_int64(rows.get(), 1, lines));
    check(sqlite3_bind_int64(rows.get(), 2, first));
    std::vector<Order> orders;
    while (step(rows)) {
      orders.push_back({sqlite3_column_int64(rows.get(), 0), text(rows, 1), text(rows, 2),
                        sqlite3_column_int64(rows.get(), 3), text(rows, 4), text(rows, 5),
                        sqlite3_column_int64(rows.get(), 6)});
    }
    return orders;
  }

  // Returns the number that the order has been given.
  long long store(const Order& order) {
    const Statement stored = prepare(
        "INSERT INTO orders (customer, article, quantity, delivery, entered_by)"
        " VALUES (?, ?, ?, ?, ?)");
    bind(stored, 1, order.customer);
    bind(stored, 2, order.article);
    check(sqlite3_bind_int64(stored.get(), 3, order.quantity));
    bind(stored, 4, order.delivery);
    bind(stored, 5, order.entered_by);
    step(stored);
    return sqlite3_last_insert_rowid(db_.get());
  }

 private:
  struct Close {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Close>;

  void check(int status) const {
    if (status != SQLITE_OK) {
      throw std::runtime_error(std::string("the database: ") + sqlite3_errmsg(db_.get()));
    }
  }
  Statement prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(db_.get(), sql.data(), static_cast<int>(sql.size()), &statement,
                             nullptr));
    return Statement(statement);
  }
  void bind(const Statement& statement, int at, const std::string& value) const {
    check(sqlite3_bind_text(statement.get(), at, value.c_str(), static_cast<int>(value.size()),
                            SQLITE_TRANSIENT));  // NOLINT: a macro of sqlite3.h
  }
  // False: there is no row any more.
  bool step(const Statement& statement) const {
    const int status = sqlite3_step(statement.get());
    if (status != SQLITE_ROW && status != SQLITE_DONE) {
      check(status);
    }
    return status == SQLITE_ROW;
  }
  static std::string text(const Statement& row, int column) {
    const void* value = sqlite3_column_text(row.get(), column);
    return value == nullptr ? std::string() : static_cast<const char*>(value);
  }

  std::unique_ptr<sqlite3, Close> db_{};
};
