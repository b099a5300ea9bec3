// The guest of Hercules with real clients that come to it directly: what other tests compare with.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <memory>
#include <string>
#include <vector>

#include "tests/doubles/scripted_terminal.h"
#include "tests/e2e/guest/s370_code.h"
#include "tests/e2e/hercules.h"
#include "tests/e2e/raw_client.h"
#include "tests/e2e/s3270.h"

namespace e2e {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::SizeIs;

std::string heading(const std::string& device, const std::string& inputs, const std::string& aid) {
  return "DEVICE " + device + "   INPUTS " + inputs + "   AID " + aid + " ";
}

TEST(Hercules, AnswersWhatIsTyped) {
  const Hercules host(4);
  S3270 client(host.host());
  ASSERT_TRUE(shows_guest(client)) << host.log();
  EXPECT_EQ(client.state(), "connected-3270");
  EXPECT_THAT(client.screen(), HasSubstr(heading("0100", "00000000", "00")));
  EXPECT_THAT(client.screen(), HasSubstr("TYPED    "));

  ASSERT_TRUE(client.enter("HELLO"));
  EXPECT_THAT(client.screen(), HasSubstr(heading("0100", "00000001", "7D")));
  EXPECT_THAT(client.screen(), HasSubstr("TYPED HELLO "));
  ASSERT_TRUE(client.press("PF(3)"));
  EXPECT_THAT(client.screen(), HasSubstr(heading("0100", "00000002", "F3")));
  EXPECT_THAT(client.screen(), HasSubstr("TYPED    "));
  ASSERT_TRUE(client.press("Clear"));
  EXPECT_THAT(client.screen(), HasSubstr(heading("0100", "00000003", "6D")));
  const std::string longest(60, 'X');
  ASSERT_TRUE(client.enter(longest));
  EXPECT_THAT(client.screen(), HasSubstr("TYPED " + longest + " "));
}

TEST(Hercules, HasFieldsOfEachKind) {
  const Hercules host(4);
  S3270 client(host.host());
  ASSERT_TRUE(shows_guest(client)) << host.log();
  const std::vector<std::string> rows = client.action("ReadBuffer(Ebcdic)").data;
  ASSERT_THAT(rows, SizeIs(24));
  EXPECT_THAT(rows[0], HasSubstr("SF(c0=e8) e3 d5 f3 f2 f7 f0 c4 ")) << "intense";
  EXPECT_THAT(rows[1], HasSubstr("SF(c0=e0) c4 c5 e5 c9 c3 c5 40 f0 f1 f0 f0 ")) << "protected";
  EXPECT_THAT(rows[2], HasSubstr("SF(c0=ec) c8 c9 c4 c4 c5 d5 40 f0 f1 f0 f0 ")) << "hidden";
  EXPECT_THAT(rows[4], HasSubstr("SF(c0=e0) 7e 7e 7e 6e SF(c0=c0) ")) << "to be typed in";
}

TEST(Hercules, KeepsItsTerminalsApart) {
  const Hercules host(4);
  S3270 first(host.host());
  ASSERT_TRUE(shows_guest(first)) << host.log();
  S3270 named("0102@" + host.host());
  ASSERT_TRUE(shows_guest(named)) << host.log();
  ASSERT_TRUE(named.enter("ONE"));
  ASSERT_TRUE(first.enter("TWO"));
  ASSERT_TRUE(named.enter("THREE"));
  EXPECT_THAT(first.screen(), HasSubstr(heading("0100", "00000001", "7D")));
  EXPECT_THAT(first.screen(), HasSubstr("TYPED TWO "));
  EXPECT_THAT(named.screen(), HasSubstr(heading("0102", "00000002", "7D")));
  EXPECT_THAT(named.screen(), HasSubstr("TYPED THREE "));
}

TEST(Hercules, GivesTheDeviceOfOneThatHasGoneToTheNext) {
  const Hercules host(1);
  std::size_t gone = 0;
  for (const char* text : {"FIRST", "SECOND", "THIRD"}) {
    S3270 client(host.host());
    ASSERT_TRUE(shows_guest(client)) << host.log();
    EXPECT_THAT(client.screen(), HasSubstr(heading("0100", "00000000", "00")));
    ASSERT_TRUE(client.enter(text));
    EXPECT_THAT(client.screen(), HasSubstr(heading("0100", "00000001", "7D")));
    client.process().signal(SIGKILL);
    EXPECT_TRUE(host.has_lost(++gone)) << host.log();
  }
}

TEST(Hercules, RefusesOneMoreThanItHasDevicesFor) {
  const Hercules host(1);
  S3270 client(host.host());
  ASSERT_TRUE(shows_guest(client)) << host.log();
  S3270 refused(host.host());
  EXPECT_TRUE(refused.wait_for_text("Connection rejected, no available 3270 device"));
}

TEST(Hercules, FillsTheAlternateSizeOfEachModel) {
  const Hercules host(4);
  struct Size {
    const char* model;
    std::size_t rows;
    std::size_t columns;
  };
  for (const Size& size : {Size{"3278-2", 24, 80}, Size{"3278-3", 32, 80}, Size{"3278-4", 43, 80},
                           Size{"3278-5", 27, 132}}) {
    S3270 client(host.host(), {"-model", size.model});
    ASSERT_TRUE(shows_guest(client)) << host.log();
    EXPECT_THAT(client.action("Ascii()").data, SizeIs(24));
    ASSERT_TRUE(client.enter("SIZE"));
    const std::vector<std::string> rows = client.action("Ascii()").data;
    EXPECT_THAT(rows, SizeIs(size.rows)) << size.model;
    EXPECT_THAT(rows, Each(SizeIs(size.columns))) << size.model;
    EXPECT_EQ(rows.back(), std::string(size.columns, '.')) << size.model;
    ASSERT_TRUE(client.enter("BACK"));
    EXPECT_THAT(client.action("Ascii()").data, SizeIs(24)) << size.model;
  }
}

// A terminal without a program around it: fifty of them start in no time.
class Terminal {
 public:
  explicit Terminal(const Hercules& host)
      : client_(host.port()), terminal_([] {
          doubles::ScriptedTerminal::Manners classic;
          classic.device = "IBM-3278-2";
          classic.tn3270e = false;
          return classic;
        }()) {}

  // A record has come with this in it.
  bool hears(const std::string& text) {
    const std::string code = s370::ebcdic(text);
    return client_.talk(terminal_, [&] {
      return std::any_of(terminal_.records().begin(), terminal_.records().end(),
                         [&](const doubles::ScriptedTerminal::Record& record) {
                           return std::string(record.data.begin(), record.data.end()).find(code) !=
                                  std::string::npos;
                         });
    });
  }
  // Enter, with a text in the field.
  void type(const std::string& text) {
    terminal_.forget_records();
    tn3270::ByteBuffer record = {0x7D, 0xC5, 0xC5, 0x11, 0xC5, 0xC6};
    for (const char letter : s370::ebcdic(text)) {
      record.push_back(static_cast<std::uint8_t>(letter));
    }
    terminal_.send(record);
    client_.send(terminal_.take_output());
  }

 private:
  RawClient client_;
  doubles::ScriptedTerminal terminal_;
};

TEST(Hercules, ServesFiftyAtATime) {
  constexpr std::size_t kMany = 50;
  const Hercules host(kMany);
  std::vector<std::unique_ptr<Terminal>> terminals;
  for (std::size_t one = 0; one < kMany; ++one) {
    terminals.push_back(std::make_unique<Terminal>(host));
    ASSERT_TRUE(terminals.back()->hears("INPUTS 00000000")) << one << "\n" << host.log();
  }
  for (const char* inputs : {"INPUTS 00000001", "INPUTS 00000002", "INPUTS 00000003"}) {
    for (const auto& terminal : terminals) {
      terminal->type("ALL AT ONCE");
    }
    for (const auto& terminal : terminals) {
      ASSERT_TRUE(terminal->hears(inputs)) << host.log();
      EXPECT_TRUE(terminal->hears("TYPED ALL AT ONCE "));
    }
  }
  EXPECT_TRUE(terminals.back()->hears("DEVICE 0131 ")) << "the fiftieth";
}

TEST(Hercules, ServesClientsThatComeAndGo) {
  const Hercules host(2);
  Terminal stays(host);
  ASSERT_TRUE(stays.hears("DEVICE 0100 ")) << host.log();
  for (std::size_t turn = 1; turn <= 40; ++turn) {
    auto goes = std::make_unique<Terminal>(host);
    ASSERT_TRUE(goes->hears("DEVICE 0101   INPUTS 00000000")) << turn << "\n" << host.log();
    goes->type("AND GONE");
    goes.reset();
    stays.type("STILL HERE");
    ASSERT_TRUE(stays.hears("TYPED STILL HERE ")) << host.log();
    ASSERT_TRUE(host.has_lost(turn)) << host.log();
  }
  EXPECT_TRUE(stays.hears("INPUTS 00000040"));
}

TEST(Hercules, ComesBackOnItsPort) {
  auto host = std::make_unique<Hercules>(1);
  const std::uint16_t port = host->port();
  host.reset();
  host = std::make_unique<Hercules>(1, Hercules::Guest::Echo, port);
  S3270 client(host->host());
  EXPECT_TRUE(shows_guest(client)) << host->log();
}

}  // namespace
}  // namespace e2e
