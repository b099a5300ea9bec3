#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/vtam/fake_programs.h"
#include "tests/unit/vtam/shop.h"
#include "tests/unit/vtam_acb/desk_words.h"
#include "vtam/acb/desk.h"

namespace vtam::test {

// A desk with a shop behind it: applications ORDERS and PAYROLL of type socket, DEMO built in,
// terminals T001 and T002, printers P001 and P002. What it wants done is told as text.
class DeskSeat {
 public:
  explicit DeskSeat(config::ApplicationSocketSettings settings = {})
      : shop({terminal("T001"), terminal("T002"), printer("P001"), printer("P002")}),
        desk(std::move(settings), "1.2.3") {
    add_fakes(shop.catalog);
    shop.application("ORDERS", "socket");
    shop.application("PAYROLL", "socket");
    shop.application("DEMO", "demo");
    network = shop.network();
  }

  // Everything since the last call, logs left out.
  [[nodiscard]] std::vector<std::string> told() {
    std::vector<std::string> all;
    for (const DeskOutcome& outcome : std::exchange(outcomes, {})) {
      if (std::holds_alternative<DeskLog>(outcome)) {
        logs.push_back(words_of(outcome));
      } else {
        all.push_back(words_of(outcome));
      }
    }
    return all;
  }
  [[nodiscard]] std::vector<std::string> logged() {
    (void)told();
    return std::exchange(logs, {});
  }
  std::vector<std::string> line(ConnectionId connection, const std::string& text) {
    desk.line(connection, text, *network, now, outcomes);
    return told();
  }
  std::vector<std::string> heard(AcbId acb, const std::string& key, Heard what) {
    desk.heard({acb, key_of(key), std::move(what)}, now, outcomes);
    return told();
  }
  std::vector<std::string> news(const AcquireNews& news) {
    desk.heard(news, now, outcomes);
    return told();
  }
  std::vector<std::string> wait(config::Ticks time) {
    now += time;
    desk.tick(now, outcomes);
    return told();
  }
  std::vector<std::string> gone(ConnectionId connection) {
    desk.disconnected(connection, "closed by the program", outcomes);
    return told();
  }
  void connect(ConnectionId connection, bool needs_token = false) {
    desk.connected(connection, {"pid 7", needs_token}, now, outcomes);
  }
  // Connected, and hello said.
  void greet(ConnectionId connection) {
    connect(connection);
    line(connection, R"({"type":"hello","api":{"current":1,"minimum":1},"name":"shop"})");
  }
  // Greeted, and the ACB open.
  void open(ConnectionId connection, const std::string& applid,
            const std::string& mode = "screen") {
    greet(connection);
    line(connection, R"({"type":"open","applid":")" + applid + R"(","mode":")" + mode + R"("})");
  }
  static SessionBegun begun(const std::string& lu, const char* application = "ORDERS",
                            AcquireId acquire = 0) {
    return {.lu = lu_name(lu),
            .printer = lu.front() == 'P',
            .application = appl(application),
            .logmode = mode("SP3272QN"),
            .acquire = acquire};
  }
  void logon(AcbId acb, const std::string& key, const std::string& lu) {
    heard(acb, key, begun(lu));
  }
  // Logged on, and accepted.
  void in_session(ConnectionId connection, AcbId acb, const std::string& key,
                  const std::string& lu) {
    logon(acb, key, lu);
    line(connection, R"({"type":"accept","session":")" + key + R"("})");
  }

  Shop shop;
  NetworkPtr network;
  Desk desk;
  DeskOutcomes outcomes{};
  std::vector<std::string> logs{};
  config::Instant now{std::chrono::hours(1)};
};

}  // namespace vtam::test
