#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "config/host_settings.h"
#include "tests/unit/vtam/seat.h"
#include "vtam/programs/host_program.h"

// Sessions whose application is another host, as VTAM sees them.
namespace vtam::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::uint8_t kPa3 = 0x6B;

class HostSeat : public Seat {
 public:
  explicit HostSeat(std::uint8_t key = kPa3, const char* told = "") {
    shop.catalog.add("host", [](const Logon& logon) -> std::unique_ptr<Program> {
      if (logon.printer) {
        return std::make_unique<HostPrinter>(logon);
      }
      return std::make_unique<HostTerminal>(logon);
    });
    auto host = std::make_shared<config::HostSettings>();
    host->hosts = {{.host = "192.0.2.1", .port = 23}};
    host->key = key;
    host->device = told;
    shop.application("HERC", "host", "FAR AWAY");
    shop.config.applications.back().host = host;
    config::LuSettings direct = terminal("T003", "HERC");
    config::LuSettings printer_lu = printer("P001");
    printer_lu.application = appl("HERC");
    shop.config.servers[0].lus.push_back(direct);
    shop.config.servers[0].lus.push_back(printer_lu);
  }
  Words hears(HostHeard heard, std::uint32_t turn = 1) {
    return call([&] { EXPECT_TRUE(session->host(turn, std::move(heard), last)); });
  }
  // T003 with its host there; what it has shown is forgotten.
  HostSeat& up(HostUp up = {.bind_image = true, .sysreq = true},
               Terminal terminal = full_terminal()) {
    sit(2).start(std::move(terminal));
    hears(up);
    return *this;
  }
  [[nodiscard]] tn3270::ByteBuffer sent() const {
    for (const SessionOutcome& outcome : last) {
      if (const auto* data = std::get_if<SendData>(&outcome)) {
        return data->record;
      }
    }
    return {};
  }
};

HostData data(tn3270::ByteBuffer record, HostWants wants = HostWants::Nothing,
              std::uint16_t sequence = 0) {
  return {std::move(record), RuKind::Data3270, wants, sequence};
}

// The VM host's of PROTOCOL 4.8, for 43x80.
tn3270::ByteBuffer image() {
  return {0x31, 0x01, 0x03, 0x03, 0xB1, 0x90, 0x30, 0x80, 0x00, 0x87, 0x87,
          0xF8, 0x87, 0x00, 0x02, 0x80, 0x00, 0x00, 0x00, 0x00, 0x18, 0x50,
          0x2B, 0x50, 0x7F, 0x00, 0x00, 0x02, 0xE5, 0xD4, 0x00, 0x00, 0x00};
}

TEST(LuSessionHost, CallsItAndSaysSo) {
  HostSeat seat;
  EXPECT_THAT(seat.sit(2).start(),
              ElementsAre("BIND HERC", "CALL #1", testing::StartsWith("DATA ")));
  const std::string shown = InWords::cp037()->decode(seat.sent());
  EXPECT_THAT(shown, HasSubstr("HERC is called"));
  EXPECT_TRUE(seat.session->has_line(1));
}

TEST(LuSessionHost, PassesRecordsAsTheyAre) {
  HostSeat seat;
  seat.up();
  EXPECT_THAT(seat.hears(HostBind{image()}), ElementsAre("BIND VM"));
  EXPECT_THAT(seat.hears(data({0xF5, 0xC3, 0x11, 0xFF, 0x77})), ElementsAre("DATA 77"));
  EXPECT_EQ(seat.sent(), (tn3270::ByteBuffer{0xF5, 0xC3, 0x11, 0xFF, 0x77}));
  EXPECT_THAT(seat.type({0x7D, 0x40, 0x40, 0xFF}), ElementsAre("HOST 7D 40 40 FF #1"));
}

TEST(LuSessionHost, TakesOverTheBindOfTheHost) {
  HostSeat seat;
  seat.sit(2).start();
  EXPECT_THAT(seat.hears(HostUp{.bind_image = true}), ElementsAre("UNBIND 02"));
  EXPECT_THAT(seat.hears(HostBind{image()}), ElementsAre("BIND VM"));
  EXPECT_EQ(seat.session->screen().alternate, (tn3270::ScreenSize{43, 80}));
  const auto& bound = std::get<SendBind>(seat.last.back()).image;
  EXPECT_EQ(bound, image());
  EXPECT_THAT(seat.hears(HostUnbind{0x01}), ElementsAre("UNBIND 01"));
  EXPECT_THAT(seat.hears(HostSscp{InWords::cp037()->encode("USS")}),
              ElementsAre(testing::StartsWith("SSCP US")));
  EXPECT_THAT(seat.sscp("LOGON"), ElementsAre("HOST SSCP LOGON #1"));
}

// A 43x80 BIND for a 24x80 terminal would be ignored by it, and both would disagree.
TEST(LuSessionHost, ClampsABindThatIsTooLarge) {
  HostSeat seat;
  seat.up({.bind_image = true}, full_terminal("IBM-3278-2-E"));
  EXPECT_THAT(seat.hears(HostBind{image()}), ElementsAre("BIND VM"));
  EXPECT_EQ(seat.session->screen().alternate, (tn3270::ScreenSize{24, 80}));
  const auto& bound = std::get<SendBind>(seat.last.back()).image;
  tn3270::ByteBuffer clamped = image();
  clamped[22] = clamped[23] = 0;  // 24x80 alone (PROTOCOL 4.8), and nothing else
  clamped[24] = 0x7E;
  EXPECT_EQ(bound, clamped);
}

// What it is told by its settings is not for this terminal.
TEST(LuSessionHost, IsNotCalledForAScreenThatIsTooSmall) {
  HostSeat seat(kPa3, "IBM-3278-4");
  const Words words = seat.sit(2).start(full_terminal("IBM-3278-2-E"));
  EXPECT_THAT(words, Not(testing::Contains("CALL #1")));
  EXPECT_THAT(words, testing::Contains("BIND BSTTUSST"));
  const std::string& notice = seat.fakes.menu->logons.back().notice;
  EXPECT_THAT(notice, HasSubstr("HERC wants a 43x80 screen, and this terminal has 24x80; set the "
                                "terminal to model 4"));
  EXPECT_THAT(notice, HasSubstr("08210000"));
  EXPECT_THAT(seat.sit(2).start(), testing::Contains("CALL #1")) << "a model 4";
}

// An implicit partition of 50x132 (PROTOCOL 4.7).
TEST(LuSessionHost, IsLeftIfItDoesNotBindATerminalThatIsTooWide) {
  HostSeat seat(kPa3, "IBM-3278-3");
  seat.sit(2).start(full_terminal("IBM-DYNAMIC"));
  EXPECT_THAT(seat.type({0x88, 0x00, 0x11, 0x81, 0xA6, 0x00, 0x00, 0x0B, 0x01, 0x00, 0x00, 0x50,
                         0x00, 0x18, 0x00, 0x84, 0x00, 0x32}),
              testing::Contains("CALL #1"));
  EXPECT_THAT(seat.hears(HostUp{.bind_image = false}), testing::Contains("BIND BSTTUSST"));
  EXPECT_THAT(seat.fakes.menu->logons.back().notice, HasSubstr("this terminal has 50x132"));
}

TEST(LuSessionHost, AKeptScreenComesBackWithTheBindOfTheHost) {
  HostSeat seat;
  seat.shop.config.servers[0].sessions.keep.lost = std::chrono::seconds(60);
  seat.up();
  EXPECT_TRUE(seat.session->can_be_kept()) << "though the host has not bound it";
  seat.hears(HostBind{image()});
  seat.hears(data({0xF5, 0xC3, 0x11, 0x40, 0x40, 0xC1}));
  ASSERT_TRUE(seat.session->can_be_kept());
  seat.call([&] { seat.session->client_gone(seat.last); });
  EXPECT_THAT(seat.hears(data({0xF1, 0xC3, 0x11, 0x40, 0x41, 0xC2}, HostWants::Answer, 4)),
              testing::Contains("HOST ANSWER 4 + #1"));
  EXPECT_THAT(seat.call([&] { EXPECT_TRUE(seat.session->resume(full_terminal(), seat.last)); }),
              ElementsAre("BIND VM", testing::StartsWith("DATA ")));
  EXPECT_EQ(std::get<SendBind>(seat.last.front()).image, image());
  EXPECT_THAT(seat.sysreq(), ElementsAre("HOST SYSREQ #1"));
  EXPECT_THAT(seat.hears(HostUnbind{0x01}), ElementsAre("UNBIND 01"));
  seat.hears(HostSscp{InWords::cp037()->encode("USS")});
  ASSERT_TRUE(seat.session->can_be_kept());
  seat.call([&] { seat.session->client_gone(seat.last); });
  EXPECT_THAT(seat.call([&] { EXPECT_TRUE(seat.session->resume(full_terminal(), seat.last)); }),
              ElementsAre(testing::StartsWith("SSCP US")))
      << "what it has said since then";
  EXPECT_THAT(seat.hears(HostBind{image()}), ElementsAre("BIND VM"));
}

TEST(LuSessionHost, ABindThatIsCutChangesNothing) {
  HostSeat seat;
  seat.up();
  EXPECT_THAT(seat.hears(HostBind{{0x31, 0x01, 0x03}}), IsEmpty());
}

// What we have shown while it was called is not part of what it writes into.
TEST(LuSessionHost, BlanksTheScreenBeforeAWriteThatDoesNotErase) {
  HostSeat seat;
  seat.up({});
  EXPECT_THAT(seat.hears(data({0xF1, 0xC3, 0x55})), ElementsAre("DATA 40", "DATA 55"));
  EXPECT_THAT(seat.hears(data({0xF1, 0xC3, 0x56})), ElementsAre("DATA 56"));
  seat.up({});
  EXPECT_THAT(seat.hears(data({0x05, 0xC3, 0x57})), ElementsAre("DATA 57"));
}

TEST(LuSessionHost, GivesTheTerminalsAnswersToIt) {
  HostSeat seat;
  seat.up({});
  EXPECT_THAT(seat.hears(data({0xF5, 0xC3}, HostWants::Answer, 7)), ElementsAre("DATA C3"));
  EXPECT_TRUE(std::get<SendData>(seat.last.back()).definite);
  EXPECT_THAT(seat.hears(data({0xF1, 0xC3}, HostWants::Answer, 8)), ElementsAre("DATA C3"));
  EXPECT_THAT(seat.answer(), ElementsAre("HOST ANSWER 7 + #1"));
  EXPECT_THAT(seat.answer(0x10050000), ElementsAre("REPORT", "HOST ANSWER 8 - #1"));
  EXPECT_THAT(seat.hears(data({0xF1, 0xC2}, HostWants::Errors, 9)), ElementsAre("DATA C2"));
  EXPECT_THAT(seat.negative(0x10030000), ElementsAre("REPORT", "HOST ANSWER 9 - #1"));
}

TEST(LuSessionHost, AnswersToWhatItWroteBeforeItsUnbindAreNobodys) {
  for (const bool bind_image : {true, false}) {
    Terminal terminal = full_terminal();
    terminal.bind_image = bind_image;
    HostSeat seat;
    seat.up({.bind_image = true, .sysreq = true}, terminal);
    seat.hears(HostBind{image()});
    seat.hears(data({0xF5, 0xC3}, HostWants::Answer, 7));
    seat.hears(HostUnbind{0x01});
    seat.hears(HostBind{image()});
    seat.hears(data({0xF5, 0xC3}, HostWants::Answer, 9));
    EXPECT_THAT(seat.answer(), IsEmpty()) << bind_image;
    EXPECT_THAT(seat.answer(), ElementsAre("HOST ANSWER 9 + #1")) << bind_image;
  }
}

TEST(LuSessionHost, AnswersForATerminalThatHasNoResponses) {
  HostSeat seat;
  Terminal classic = full_terminal();
  classic.bind_image = classic.sysreq = classic.responses = false;
  seat.up({}, std::move(classic));
  EXPECT_THAT(seat.hears(data({0xF5, 0xC3}, HostWants::Answer, 7)),
              ElementsAre("DATA C3", "HOST ANSWER 7 + #1"));
}

TEST(LuSessionHost, HasTheKeysWhereTheHostTakesThem) {
  HostSeat seat;
  seat.up({.sysreq = true});
  EXPECT_THAT(seat.attn(), ElementsAre("HOST ATTN #1"));
  EXPECT_THAT(seat.sysreq(), ElementsAre("HOST SYSREQ #1"));
}

TEST(LuSessionHost, SysreqIsOursWhereTheHostHasNone) {
  HostSeat seat;
  seat.up({});
  seat.hears(data({0xF5, 0xC3}));
  EXPECT_THAT(seat.sysreq(), ElementsAre("SSCP 15"));
  EXPECT_FALSE(seat.session->wants_host(1));
  // In the same read as what made the user press it: it waits for him.
  EXPECT_THAT(seat.hears(data({0xF5, 0xC1, 0x11}, HostWants::Answer, 3)),
              ElementsAre("HOST ANSWER 3 + #1"));
  EXPECT_THAT(seat.sysreq(), ElementsAre("DATA 11"));
  EXPECT_TRUE(seat.session->wants_host(1));
  seat.sysreq();
  EXPECT_THAT(seat.sysreq(), ElementsAre("DATA C2"));  // the keyboard is free
  EXPECT_THAT(seat.sysreq(), ElementsAre("SSCP 15"));
  EXPECT_THAT(seat.sscp("LOGOFF"), testing::Contains("UNBIND 01"));
  EXPECT_FALSE(seat.session->has_line(1));
}

TEST(LuSessionHost, TheKeyLeadsBackToTheMenu) {
  HostSeat seat;
  seat.up({});
  EXPECT_THAT(seat.type({0x6C}), ElementsAre("HOST 6C #1"));
  const Words words = seat.type({kPa3});
  EXPECT_THAT(words, testing::Contains("UNBIND 01"));
  EXPECT_THAT(words, testing::Contains("BIND BSTTUSST"));
  EXPECT_FALSE(seat.session->has_line(1));
  EXPECT_FALSE(seat.session->host(1, HostGone{"late"}, seat.last)) << "its session is over";
}

TEST(LuSessionHost, WithoutAKeyTheHostHasThemAll) {
  HostSeat seat(0);
  seat.up({});
  EXPECT_THAT(seat.type({kPa3}), ElementsAre("HOST 6B #1"));
}

TEST(LuSessionHost, PfThreeGivesUpWhileItIsCalled) {
  HostSeat seat;
  seat.sit(2).start();
  EXPECT_THAT(seat.type({0x7D, 0x40, 0x40}), ElementsAre(testing::StartsWith("DATA ")));
  EXPECT_THAT(seat.type({0xF3, 0x40, 0x40}), testing::Contains("BIND BSTTUSST"));
}

TEST(LuSessionHost, ItsEndLeadsBackToTheMenuInWords) {
  HostSeat seat;
  seat.up({});
  EXPECT_THAT(seat.hears(HostGone{"the host has ended the session"}),
              testing::Contains("BIND BSTTUSST"));
  EXPECT_THAT(seat.fakes.menu->logons.back().notice, HasSubstr("the host has ended the session"));
  EXPECT_FALSE(seat.session->has_line(1));
}

TEST(LuSessionHost, KillAndReactEndItsLine) {
  HostSeat seat;
  seat.up({});
  EXPECT_THAT(seat.lose(LossReason::Kill), testing::Contains("RELEASED"));
  EXPECT_FALSE(seat.session->has_line(1));
  seat.up({});
  EXPECT_THAT(seat.react(), testing::Contains("RELEASED"));
  EXPECT_FALSE(seat.session->has_line(1));
}

TEST(LuSessionHost, APrinterPrintsWhatTheHostSends) {
  HostSeat seat;
  Terminal far = full_terminal("IBM-3287-1");
  EXPECT_THAT(seat.sit(3).start(std::move(far)), ElementsAre("BIND HERC", "CALL #1"));
  EXPECT_THAT(seat.hears(HostUp{}), IsEmpty());
  EXPECT_THAT(seat.hears(data({0xF5, 0xC8, 0xC1}, HostWants::Answer, 1)), ElementsAre("DATA C1"));
  EXPECT_THAT(seat.answer(), ElementsAre("HOST ANSWER 1 + #1"));
  EXPECT_THAT(seat.hears(data({0xF5, 0xC8, 0xC2}, HostWants::Errors, 2)), ElementsAre("DATA C2"));
  EXPECT_THAT(seat.answer(), IsEmpty()) << "it has asked for errors only";
  EXPECT_THAT(seat.hears(HostEndsJob{}), ElementsAre("EOJ"));
}

TEST(LuSessionHost, APrinterThatIsBehindKeepsItsHostWaiting) {
  HostSeat seat;
  seat.sit(3).start(full_terminal("IBM-3287-1"));
  seat.hears(HostUp{});
  for (std::uint16_t number = 0; number < config::limits::kHostPrinterWindow; ++number) {
    EXPECT_TRUE(seat.session->wants_host(1)) << number;
    seat.hears(data({0xF5, 0xC8}, HostWants::Errors, number));
  }
  EXPECT_FALSE(seat.session->wants_host(1));
  seat.answer();
  EXPECT_TRUE(seat.session->wants_host(1));
}

}  // namespace
}  // namespace vtam::test
