#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/e2e/certificates.h"
#include "tests/e2e/daemon.h"

// c3270 in a terminal of its own (tmux), typed at as a person would.
namespace e2e {
namespace {

using testing::HasSubstr;

class Tmux {
 public:
  explicit Tmux(const std::string& command) {
    const Finished started = tmux({"-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "50",
                                   "env TERM=xterm-256color " + command});
    EXPECT_EQ(started.status, 0) << started.errors << "tmux is in Debian's package tmux";
  }
  ~Tmux() { static_cast<void>(tmux({"kill-server"})); }
  Tmux(const Tmux&) = delete;
  Tmux& operator=(const Tmux&) = delete;

  void type(const std::string& keys) { EXPECT_EQ(tmux({"send-keys", keys}).status, 0); }
  [[nodiscard]] std::string screen() { return tmux({"capture-pane", "-p"}).output; }
  bool shows(const std::string& text) {
    for (int attempt = 0; attempt < 100; ++attempt) {
      if (screen().find(text) != std::string::npos) {
        return true;
      }
      std::this_thread::sleep_for(Milliseconds(50));
    }
    return false;
  }

 private:
  Finished tmux(std::vector<std::string> arguments) {
    std::vector<std::string> command{"tmux", "-S", (folder_.path() / "tmux").string()};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return run(command);
  }
  TemporaryFolder folder_;
};

constexpr const char* kDemo = R"(
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";

// From the menu, which is awaited, to the demo, which shows the device type.
void log_on_to_demo(Tmux& terminal, const std::string& device = "IBM-3278-2-E") {
  ASSERT_TRUE(terminal.shows("*** Welcome to the test ***")) << terminal.screen();
  terminal.type("demo");
  terminal.type("Enter");
  ASSERT_TRUE(terminal.shows(device)) << terminal.screen();
}

TEST(C3270, APersonLogsOnChoosesWorksAndComesBack) {
  Daemon daemon(usual_json(kDemo));
  Tmux terminal("c3270 -model 3279-2 " + daemon.host());
  ASSERT_NO_FATAL_FAILURE(log_on_to_demo(terminal));
  terminal.type("Ada");
  terminal.type("Enter");
  EXPECT_TRUE(terminal.shows("Ada"));
  terminal.type("F3");
  EXPECT_TRUE(terminal.shows("*** Welcome to the test ***")) << terminal.screen();
  EXPECT_THAT(daemon.ctl({"show", "T001"}).output, HasSubstr("BSTTUSST"));
  EXPECT_EQ(daemon.ctl({"kill", "T001"}).status, 0);
  EXPECT_TRUE(daemon.log_has("TND106I"));
}

// At c3270's own prompt, which Ctrl-] opens and which goes after one action.
void act(Tmux& terminal, const std::string& action) {
  terminal.type("C-]");
  ASSERT_TRUE(terminal.shows("c3270>")) << terminal.screen();
  terminal.type(action);
  terminal.type("Enter");
}

// What a person has typed and not sent is there when he comes back.
TEST(C3270, LeavesAnApplicationAndComesBack) {
  Daemon daemon(usual_json(std::string(R"("sessions": {"several": {}},)") + kDemo));
  Tmux terminal("c3270 -model 3279-2 " + daemon.host());
  ASSERT_NO_FATAL_FAILURE(log_on_to_demo(terminal));
  terminal.type("Ada");
  ASSERT_TRUE(terminal.shows("Ada")) << terminal.screen();
  act(terminal, "PA(3)");
  ASSERT_TRUE(terminal.shows("*** Welcome to the test ***")) << terminal.screen();
  EXPECT_THAT(terminal.screen(), testing::Not(HasSubstr("Ada")));
  act(terminal, "PA(2)");
  ASSERT_TRUE(terminal.shows("IBM-3278-2-E")) << terminal.screen();
  EXPECT_TRUE(terminal.shows("Ada")) << terminal.screen();
  terminal.type(" Lovelace");
  terminal.type("Enter");
  EXPECT_TRUE(terminal.shows("Transactions . 1")) << terminal.screen();
  EXPECT_TRUE(terminal.shows("Name             Ada Lovelace")) << terminal.screen();
}

TEST(C3270, SpeaksStartTlsAndSysreq) {
  const Certificates certificates;
  Daemon daemon(certificates.on(usual_json(kDemo), "required"));
  Tmux terminal("c3270 -model 3279-4 -cafile " + certificates.ca() +
                " localhost:" + std::to_string(daemon.port()));
  ASSERT_TRUE(terminal.shows("*** Welcome to the test ***")) << terminal.screen();
  EXPECT_THAT(daemon.ctl({"show", "T001"}).output, HasSubstr(", TLS\n"));
  ASSERT_NO_FATAL_FAILURE(log_on_to_demo(terminal, "IBM-3278-4-E"));
  act(terminal, "SysReq()");
  terminal.type("junk");
  terminal.type("Enter");
  EXPECT_TRUE(terminal.shows("COMMAND UNRECOGNIZED")) << terminal.screen();
  act(terminal, "SysReq()");
  EXPECT_TRUE(terminal.shows("IBM-3278-4-E")) << terminal.screen();
  act(terminal, "Attn()");
  EXPECT_TRUE(terminal.shows("PA1: here is the screen again.")) << terminal.screen();
}

}  // namespace
}  // namespace e2e
