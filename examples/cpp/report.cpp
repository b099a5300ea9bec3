// REPORTS: prints the list of orders on a printer that the user chooses.
//
// The printer is acquired for as long as the report lasts: whoever has it is asked to let it go,
// and when another application asks for it in turn, the report stops at the end of its page.
#include <memory>
#include <string>
#include <utility>

#include "orders_db.hpp"
#include "panel.hpp"

namespace {

using tn3270d::Application;
using tn3270d::Color;
using tn3270d::Input;
using tn3270d::JobEnd;
using tn3270d::Lost;
using tn3270d::Refused;
using tn3270d::Screen;
using tn3270d::Session;

constexpr long long kLines = 20;  // orders on a page

class Conversation {
 public:
  Conversation(Application& app, Session& terminal, OrderBook& book)
      : app_(app), terminal_(terminal), book_(book), user_(user_of(terminal.logon())) {
    choose("", Color::White);
  }
  // The terminal may be gone while a page is on its way: the printer must not stay behind.
  ~Conversation() { let_go(); }
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;

 private:
  Screen panel() const {
    Screen screen;
    screen.fields = heading(terminal_.logon(), "PRINT THE ORDERS", user_);
    return screen;
  }

  void choose(const std::string& message, Color color) {
    Screen screen = panel();
    add(screen.fields, {5, "Printer  . . . .", "printer", 8, "the name of a printer LU"}, name_,
        false);
    add(screen.fields,
        {7, "Wait for it  . .", "wait", 1, "Y: until it is on and free; N: not at all"}, wait_,
        false);
    screen.cursor = "printer";
    screen.message = message;
    screen.message_color = color;
    screen.keys = "Enter=Print   PF3=End";
    terminal_.ask(screen, [this](const Input& key) { chosen(key); });
  }

  void chosen(const Input& key) {
    name_ = upper(key["printer"]);
    wait_ = upper(key["wait"]);
    if (key.aid == "PF3") {
      go_back(terminal_, user_);
    } else if (name_.empty()) {
      choose("Type the name of a printer", Color::Red);
    } else if (wait_ != "Y" && wait_ != "N") {
      choose("Wait for it: Y or N", Color::Red);
    } else {
      acquire();
    }
  }

  void acquire() {
    acquire_ = app_.acquire(
        name_, wait_ == "Y", [this](Session& printer) { acquired(printer); },
        [this](const Refused& refused) {
          acquire_ = 0;
          choose(name_ + ": " + refused.why, Color::Red);
        });
    if (wait_ == "Y") {
      wait();
    }
  }

  void wait() {
    Screen screen = panel();
    screen.message = "Waiting for " + name_;
    screen.message_color = Color::Yellow;
    screen.keys = "PF12=Cancel";
    terminal_.ask(screen, [this](const Input& key) {
      if (printer_ != nullptr) {
        return;  // it has come meanwhile, and prints
      }
      if (key.aid == "PF12") {
        let_go();
        choose(name_ + " is not waited for any more", Color::Red);
      } else {
        wait();
      }
    });
  }

  void acquired(Session& printer) {
    acquire_ = 0;
    printer_ = &printer;
    printer.on_lost = [this](const Lost& lost) {
      printer_ = nullptr;
      choose(name_ + " was lost while it printed: " + lost.reason, Color::Red);
    };
    printer.on_release = [this](const std::string& by) { wanted_by_ = by; };
    wanted_by_.clear();
    pages_ = std::max(1LL, (book_.count() + kLines - 1) / kLines);
    print(1);
  }

  void print(long long page) {
    const bool stop = !wanted_by_.empty();
    const bool last = stop || page == pages_;
    printer_->print(
        text_of(page), last ? JobEnd::Yes : JobEnd::No, [this, page, stop, last](std::uint64_t) {
          if (!last) {
            progress(page);
            print(page + 1);
            return;
          }
          let_go();
          choose(stop && page < pages_ ? wanted_by_ + " wants " + name_ + ": stopped after page " +
                                             std::to_string(page)
                                       : std::to_string(pages_) + " pages are printed on " + name_,
                 Color::White);
        });
  }

  // One page, from its heading to its page break.
  std::string text_of(long long page) {
    std::string text = left("LIST OF ORDERS", 58) + "PAGE " + right(std::to_string(page), 2) +
                       " OF " + right(std::to_string(pages_), 2) + "\n\n" +
                       "NUMBER  CUSTOMER  ARTICLE  QUANTITY     AMOUNT  DELIVERY    ENTERED BY\n";
    for (const Order& order : book_.page((page - 1) * kLines, kLines)) {
      text += order_line(order) + "\n";
    }
    return text + (page < pages_ ? "\f" : "");
  }

  void progress(long long page) {
    const auto done = static_cast<std::size_t>(40 * page / pages_);
    Screen screen = panel();
    screen.fields.push_back({.row = 5,
                             .column = 2,
                             .text = "Page " + std::to_string(page) + " of " +
                                     std::to_string(pages_) + " is printed on " + name_,
                             .color = Color::Green});
    screen.fields.push_back({.row = 7,
                             .column = 2,
                             .text = std::string(done, '*') + std::string(40 - done, '.'),
                             .color = Color::Turquoise});
    screen.message = "The keyboard is free when all is printed";
    screen.message_color = Color::White;
    terminal_.show(screen);
  }

  void let_go() {
    if (Session* const printer = std::exchange(printer_, nullptr); printer != nullptr) {
      printer->close();
    }
    if (const std::uint64_t waiting = std::exchange(acquire_, 0); waiting != 0) {
      app_.cancel(waiting);
    }
  }

  Application& app_;
  Session& terminal_;
  OrderBook& book_;
  std::string user_;
  std::string name_{};
  std::string wait_ = "N";
  std::uint64_t acquire_ = 0;  // the one that waits
  Session* printer_ = nullptr;
  std::string wanted_by_{};
  long long pages_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  return run("report", argc, argv, [](const Options& options) {
    OrderBook book(options.database);
    tn3270d::Vtam vtam(options.socket);
    Application app(vtam, "REPORTS");
    app.on_logon(
        [&](Session& terminal) { return std::make_shared<Conversation>(app, terminal, book); });
    vtam.run();
  });
}
