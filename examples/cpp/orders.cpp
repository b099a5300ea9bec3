// ORDERS: enter orders, and look through those that are there.
//
// The form shows what is wrong field by field; the list has as many lines as the terminal.
#include <array>
#include <map>
#include <memory>
#include <regex>
#include <string>
#include <utility>

#include "orders_db.hpp"
#include "panel.hpp"

namespace {

using tn3270d::Color;
using tn3270d::Input;
using tn3270d::Screen;
using tn3270d::Session;

// What is wrong, by the name of a field.
using Wrong = std::map<std::string, std::string>;

const std::array<FormRow, 4> kForm = {{
    {5, "Customer . . . .", "customer", 5, "C and four digits, such as C0007"},
    {7, "Article  . . . .", "article", 6, "BOLT10, CABLE5, HAMMER, LADDER ..."},
    {9, "Quantity . . . .", "quantity", 4, "1 to 9999", true},
    {11, "Delivery . . . .", "delivery", 10, "a date, such as 2027-01-31"},
}};

bool is_date(const std::string& text) {
  static const std::regex kDate(R"((\d{4})-(\d\d)-(\d\d))");
  std::smatch part;
  if (!std::regex_match(text, part, kDate)) {
    return false;
  }
  const int year = std::stoi(part[1]);
  const int month = std::stoi(part[2]);
  const int day = std::stoi(part[3]);
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const std::array<int, 12> days{31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return year > 0 && month >= 1 && month <= 12 && day >= 1 &&
         day <= days.at(static_cast<std::size_t>(month - 1));
}

Wrong check(OrderBook& book, const Input& key) {
  static const std::regex kCustomer(R"(C\d{4})");
  static const std::regex kQuantity(R"(\d{1,4})");
  Wrong wrong;
  if (!std::regex_match(upper(key["customer"]), kCustomer)) {
    wrong["customer"] = "A customer is C and four digits";
  }
  const std::string article = upper(key["article"]);
  if (!book.article(article)) {
    wrong["article"] = "There is no article " + (article.empty() ? "without a name" : article);
  }
  const std::string quantity = key["quantity"];
  if (!std::regex_match(quantity, kQuantity) || std::stoi(quantity) == 0) {
    wrong["quantity"] = "The quantity is a number from 1 to 9999";
  }
  if (!is_date(key["delivery"])) {
    wrong["delivery"] = "The delivery is a date: year, month and day, such as 2027-01-31";
  }
  return wrong;
}

// One user at one terminal. Each screen names the function that gets its key.
class Conversation {
 public:
  Conversation(Session& terminal, OrderBook& book)
      : terminal_(terminal), book_(book), user_(user_of(terminal.logon())) {
    form({}, {}, "");
  }

 private:
  // The cursor goes to the first field that is wrong.
  void form(const Input& values, const Wrong& wrong, const std::string& done) {
    Screen screen;
    screen.fields = heading(terminal_.logon(), "ENTER AN ORDER", user_);
    screen.cursor = "customer";
    screen.message = done;
    screen.message_color = wrong.empty() ? Color::White : Color::Red;
    bool first = true;
    for (const FormRow& row : kForm) {
      const auto fault = wrong.find(row.name);
      if (fault != wrong.end() && std::exchange(first, false)) {
        screen.cursor = row.name;
        screen.message = fault->second;
      }
      add(screen.fields, row, values[row.name], fault != wrong.end());
    }
    screen.keys = "Enter=Store   PF3=End   PF4=List";
    terminal_.ask(screen, [this](const Input& key) { entered(key); });
  }

  void entered(const Input& key) {
    form_ = key;
    if (key.aid == "PF3") {
      go_back(terminal_, user_);
    } else if (key.aid == "PF4") {
      list(0, "");
    } else if (key.aid == "Clear") {
      form(key, {}, "");
    } else if (key.aid != "Enter") {
      form(key, {}, key.aid + " does nothing here");
    } else if (const Wrong wrong = check(book_, key); !wrong.empty()) {
      form(key, wrong, "");
    } else {
      form({}, {}, store(key));
    }
  }

  std::string store(const Input& key) {
    const auto article = book_.article(upper(key["article"]));
    const long long quantity = std::stoll(key["quantity"]);
    const long long number = book_.store(
        {0, upper(key["customer"]), article->code, quantity, key["delivery"], user_, 0});
    return "Order " + std::to_string(number) + " is stored: " + std::to_string(quantity) + " " +
           article->code + " for " + money(article->cents * quantity);
  }

  void list(long long first, const std::string& message) {
    // Less heading, column titles, message and keys.
    const long long lines = terminal_.logon().rows - 7;
    const std::vector<Order> orders = book_.page(first, lines);
    Screen screen;
    screen.fields = heading(terminal_.logon(), "ORDERS", user_);
    screen.fields.push_back({.row = 3,
                             .column = 2,
                             .text = std::to_string(first + 1) + " to " +
                                     std::to_string(first + static_cast<long long>(orders.size())) +
                                     " of " + std::to_string(book_.count()),
                             .color = Color::Green});
    screen.fields.push_back(
        {.row = 4,
         .column = 2,
         .text = "NUMBER  CUSTOMER  ARTICLE  QUANTITY     AMOUNT  DELIVERY    ENTERED BY",
         .intense = true,
         .color = Color::White});
    int row = 5;
    for (const Order& order : orders) {
      screen.fields.push_back(
          {.row = row++, .column = 2, .text = order_line(order), .color = Color::Turquoise});
    }
    screen.cursor = tn3270d::Place{1, 1};
    screen.message = message;
    screen.message_color = Color::White;
    screen.keys = "PF3=Back   PF7=Up   PF8=Down";
    terminal_.ask(screen, [this, first, lines](const Input& key) { browsed(key, first, lines); });
  }

  void browsed(const Input& key, long long first, long long lines) {
    if (key.aid == "PF3") {
      form(form_, {}, "");
    } else if (key.aid == "PF8") {
      const bool more = first + lines < book_.count();
      list(more ? first + lines : first, more ? "" : "These are the last orders");
    } else if (key.aid == "PF7") {
      list(std::max(0LL, first - lines), first > 0 ? "" : "These are the first orders");
    } else {
      list(first, "");
    }
  }

  Session& terminal_;
  OrderBook& book_;
  std::string user_;
  Input form_{};  // as the user has left it
};

}  // namespace

int main(int argc, char** argv) {
  return run("orders", argc, argv, [](const Options& options) {
    OrderBook book(options.database);
    tn3270d::Vtam vtam(options.socket);
    tn3270d::Application app(vtam, "ORDERS");
    app.on_logon([&](Session& terminal) { return std::make_shared<Conversation>(terminal, book); });
    vtam.run();
  });
}
