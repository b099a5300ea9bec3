#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tn3270/server/admin/backend.h"

// A server of rows that a test wrote down. Answers at once, or when answer_all() is called.
namespace server {

class FakeBackend : public AdminBackend {
 public:
  std::vector<LuView> rows;
  CommandAnswer command_answer = CommandRefused{true, "UNKNOWN-LU", "not set"};
  std::vector<ApplicationView> application_rows{};
  vtam::OperatorReply reply{};
  TraceAnswer trace_answer = TraceRefused::UnknownLu;
  ReloadViews reload_rows;
  bool is_healthy = true;
  bool answers_later = false;
  std::vector<std::string> asked;  // "kill T001"

  void lus(std::function<void(std::vector<LuView>)> answer) override {
    give([this, answer = std::move(answer)] { answer(rows); });
  }
  void lu(config::LuName name, std::function<void(std::optional<LuView>)> answer) override {
    give([this, name, answer = std::move(answer)] {
      for (const auto& row : rows) {
        if (row.name == name) {
          return answer(row);
        }
      }
      answer(std::nullopt);
    });
  }
  void kill(config::LuName name, std::function<void(CommandAnswer)> answer) override {
    asked.push_back("kill " + name.text());
    give([this, answer = std::move(answer)] { answer(command_answer); });
  }
  void react(config::LuName name, std::function<void(CommandAnswer)> answer) override {
    asked.push_back("react " + name.text());
    give([this, answer = std::move(answer)] { answer(command_answer); });
  }
  void applications(std::function<void(std::vector<ApplicationView>)> answer) override {
    give([this, answer = std::move(answer)] { answer(application_rows); });
  }
  void command(vtam::OperatorCommand command,
               std::function<void(vtam::OperatorReply)> answer) override {
    const auto* display = std::get_if<vtam::Display>(&command);
    asked.push_back(display != nullptr ? "display " + display->id : "change");
    give([this, answer = std::move(answer)] { answer(reply); });
  }
  void trace(config::LuName name, config::Ticks time,
             std::function<void(TraceAnswer)> answer) override {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
    asked.push_back("trace " + name.text() + " " + std::to_string(seconds));
    give([this, answer = std::move(answer)] { answer(std::move(trace_answer)); });
  }
  [[nodiscard]] std::vector<ProxyView> proxies() override {
    return {{"web", "0.0.0.0 port 992 SSL", "127.0.0.1 port 23 TXT", 1, 2, 3, 4, 5, 6, 7}};
  }
  void reload(std::function<void(ReloadViews)> answer) override {
    asked.push_back("reload");
    give([this, answer = std::move(answer)] { answer(reload_rows); });
  }
  bool healthy() override { return is_healthy; }

  void answer_all() {
    for (auto& answer : std::exchange(later_, {})) {
      answer();
    }
  }

 private:
  void give(std::function<void()> answer) {
    if (answers_later) {
      later_.push_back(std::move(answer));
    } else {
      answer();
    }
  }
  std::vector<std::function<void()>> later_;
};

inline LuView lu_row(const std::string& name, const std::string& state = "CONCT") {
  LuView lu{*config::LuName::parse(name)};
  lu.type = "terminal";
  lu.server = "VNET23";
  lu.state = state;
  return lu;
}

// A LU that has everything a LU can have.
inline LuView full_lu() {
  LuView lu = lu_row("T001", "ACT/S");
  lu.group = "GRP1";
  lu.application = "DBDCCICS";
  lu.suspended = {{"DEMO", "D4A32782"}};
  lu.queued = "DBDCICS2";
  lu.logmode = "SP3272QN";
  lu.logmode_rule = "built in";
  lu.typeterm = "VSE3278Q";
  lu.typeterm_rule = "VSESPG: SP3272QN";
  lu.device = "IBM-3278-4-E";
  lu.screen = "24x80/43x80";
  lu.code_page = "1140";
  lu.connection = "tn3270e";
  lu.functions = {"BIND-IMAGE", "RESPONSES", "SYSREQ"};
  lu.client = ClientView{"192.0.2.7", 40112, true, "CN=joe", true, "JOE"};
  lu.host = HostSeatView{"far.example", 992, true, "T004"};
  lu.since = "2026-11-21T07:30:00Z";
  lu.last_activity = "2026-11-21T07:31:12Z";
  lu.kept_until = "2026-11-21T07:36:12Z";
  lu.bytes_in = 512;
  lu.bytes_out = 20480;
  lu.rule = "by name: CONNECT T001";
  return lu;
}

}  // namespace server
