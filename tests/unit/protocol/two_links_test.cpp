// Our client's link and our server's: what one says the other understands, however the bytes
// between them are cut.

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/protocol/client_driver.h"

namespace tn3270 {
namespace {

using test::from_hex;
using test::functions_from;
using test::request_of;

// Bytes of one go as they arrive: whole, one by one, or anywhere.
class Cutter {
 public:
  enum class Kind : std::uint8_t { Whole, EveryByte, Random };
  explicit Cutter(Kind kind, std::uint32_t seed = 0) : kind_(kind), random_(seed) {}

  void cut(Bytes bytes, const std::function<void(Bytes)>& give) {
    while (!bytes.empty()) {
      const std::size_t size = kind_ == Kind::Whole       ? bytes.size()
                               : kind_ == Kind::EveryByte ? 1
                                                          : 1 + random_() % bytes.size();
      give(bytes.first(size));
      bytes = bytes.subspan(size);
    }
  }

 private:
  Kind kind_;
  std::mt19937 random_;
};

// Both links and the bytes between them. Each side's events gather as lines, "C " or "S ".
class Talk {
 public:
  struct Server {
    StartTls starttls = StartTls::No;
    FunctionOffer offer{functions_from("00,01,02,03,04"), {}};
    std::map<std::string, RejectReason> refused{};  // by the name that is asked for
    std::string lu = "LU01";
  };
  Talk(HostRequest request, Server server, const Cutter& cutter)
      : client_(std::move(request)), manners_(std::move(server)), cutter_(cutter) {
    server_.start(manners_.starttls, to_client_);
    go_on();
  }

  // Until neither has anything to say.
  void go_on() {
    while (!to_client_.empty() || !to_server_.empty()) {
      cutter_.cut(std::exchange(to_client_, {}), [&](Bytes piece) {
        std::vector<ClientEvent> events;
        client_.feed(piece, events, to_server_);
        for (const ClientEvent& event : events) {
          tell("C ", test::describe(event, client_));
        }
        client_.forget_records();
      });
      cutter_.cut(std::exchange(to_server_, {}), [&](Bytes piece) {
        std::vector<LinkEvent> events;
        server_.feed(piece, events, to_client_);
        hear(events);
        server_.forget_records();
      });
    }
  }

  // An act of either owner, and what comes of it.
  void client(const std::function<void(ClientLink&, ByteBuffer&)>& act) {
    act(client_, to_server_);
    go_on();
  }
  void server(const std::function<void(TerminalLink&, ByteBuffer&)>& act) {
    act(server_, to_client_);
    go_on();
  }

  [[nodiscard]] std::string said() const { return said_; }
  [[nodiscard]] bool ready() const {
    return client_.ready() && server_.phase() == LinkPhase::Ready;
  }
  [[nodiscard]] LinkKind kind() const { return client_.kind(); }

 private:
  void tell(const char* whose, const std::string& line) {
    // Where TLS begins is counted from the start of a feed().
    said_ += (said_.empty() ? "" : " | ") + std::string(whose) +
             (line.rfind("TlsFollows", 0) == 0 ? "TlsFollows" : line);
  }
  void hear(const std::vector<LinkEvent>& events) {
    for (const LinkEvent& event : events) {
      tell("S ", test::describe(event, server_));
      if (const auto* asked = std::get_if<DeviceRequested>(&event)) {
        decide(*asked);
      }
    }
  }
  void decide(const DeviceRequested& asked) {
    std::vector<LinkEvent> events;
    const auto refused = manners_.refused.find(asked.name ? asked.name->text() : "");
    if (refused != manners_.refused.end()) {
      server_.refuse(refused->second, "LU " + refused->first + " IS IN USE", events, to_client_);
    } else {
      server_.grant(config::LuName::parse(manners_.lu).value(), manners_.offer, events, to_client_);
    }
    hear(events);
  }

  ClientLink client_;
  TerminalLink server_;
  Server manners_;
  Cutter cutter_;
  ByteBuffer to_client_;
  ByteBuffer to_server_;
  std::string said_;
};

using Script = std::function<void(Talk&)>;

// What is said; it must be the same for all cuts.
std::string said(
    const HostRequest& request, const Talk::Server& server, const Script& script = [](Talk&) {}) {
  Talk whole(request, server, Cutter(Cutter::Kind::Whole));
  script(whole);
  const auto compare = [&](const Cutter& cutter) {
    Talk talk(request, server, cutter);
    script(talk);
    EXPECT_EQ(talk.said(), whole.said());
  };
  compare(Cutter(Cutter::Kind::EveryByte));
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    compare(Cutter(Cutter::Kind::Random, seed));
  }
  return whole.said();
}

TEST(TwoLinks, AgreeOnEveryDevice) {
  for (const char* type :
       {"IBM-3278-2", "IBM-3278-2-E", "IBM-3278-3", "IBM-3278-3-E", "IBM-3278-4", "IBM-3278-4-E",
        "IBM-3278-5", "IBM-3278-5-E", "IBM-DYNAMIC", "IBM-3287-1"}) {
    const bool printer = std::string(type) == "IBM-3287-1";
    const std::string functions = printer ? "00,01,02,03,04" : "00,02,04";
    EXPECT_EQ(said(request_of(type, "", functions), {}),
              "S DeviceRequested " + std::string(type) + " generic | C LuGranted LU01 | " +
                  "S LinkReady " + functions + " | C HostReady " + functions)
        << type;
  }
}

TEST(TwoLinks, AgreeOnEveryDeviceInClassic) {
  for (const char* type : {"IBM-3277-2", "IBM-3278-2", "IBM-3278-3-E", "IBM-3279-4-E", "IBM-3279-5",
                           "IBM-3178-2", "IBM-3180-2-E", "IBM-DYNAMIC", "IBM-3287-1"}) {
    HostRequest request = request_of(type, "LU09");
    request.tn3270e = false;
    EXPECT_EQ(said(request, {}), "S DeviceRequested classic " + std::string(type) +
                                     " @LU09 | C HostReady classic | S LinkReady none")
        << type;
  }
}

TEST(TwoLinks, AgreeOnEverySetOfFunctions) {
  for (unsigned asked = 0; asked < 128; ++asked) {
    for (const unsigned offered : {0U, 1U, 4U, 21U, 52U, 127U}) {
      HostRequest request = request_of("IBM-3278-2");
      Talk::Server server;
      request.functions = {};
      server.offer.offered = {};
      for (unsigned code = 0; code <= 6; ++code) {
        if ((asked >> code & 1U) != 0) {
          request.functions.add(static_cast<Function>(code));
        }
        if ((offered >> code & 1U) != 0) {
          server.offer.offered.add(static_cast<Function>(code));
        }
      }
      Talk talk(request, server, Cutter(Cutter::Kind::Whole));
      ASSERT_TRUE(talk.ready()) << asked << " of " << offered << ": " << talk.said();
      ASSERT_EQ(talk.kind(), LinkKind::Tn3270e);
      std::string agreed = talk.said().substr(talk.said().find("HostReady ") + 10);
      agreed = agreed.substr(0, agreed.find(" |"));
      ASSERT_NE(talk.said().find("LinkReady " + agreed), std::string::npos) << talk.said();
      ASSERT_TRUE(functions_from(agreed).within(request.functions & server.offer.offered));
    }
  }
}

TEST(TwoLinks, GoToTheNextNameAndSayWhyThereIsNone) {
  Talk::Server server;
  server.refused = {{"LUA", RejectReason::DeviceInUse}, {"LUB", RejectReason::InvName}};
  server.lu = "LUC";
  EXPECT_EQ(said(request_of("IBM-3278-2", "LUA,LUB,LUC", "02"), server),
            "S DeviceRequested IBM-3278-2 CONNECT LUA | C HostRefused LUA DEVICE-IN-USE | "
            "S DeviceRequested IBM-3278-2 CONNECT LUB | C HostRefused LUB INV-NAME | "
            "S DeviceRequested IBM-3278-2 CONNECT LUC | C LuGranted LUC | S LinkReady 02 | "
            "C HostReady 02");
  EXPECT_EQ(said(request_of("IBM-3278-2", "LUA,LUB"), server),
            "S DeviceRequested IBM-3278-2 CONNECT LUA | C HostRefused LUA DEVICE-IN-USE | "
            "S DeviceRequested IBM-3278-2 CONNECT LUB | C HostRefused LUB INV-NAME | "
            "C LinkEnded the host refuses LUB: INV-NAME");
}

TEST(TwoLinks, GoToTheNextNameInClassic) {
  Talk::Server server;
  server.refused = {{"LUA", RejectReason::DeviceInUse}, {"LUB", RejectReason::DeviceInUse}};
  HostRequest request = request_of("IBM-3278-2", "LUA,LUC");
  request.tn3270e = false;
  EXPECT_EQ(said(request, server),
            "S DeviceRequested classic IBM-3278-2 @LUA | C HostRefused LUA UNKNOWN-ERROR | "
            "S DeviceRequested classic IBM-3278-2 @LUC | C HostReady classic | S LinkReady none");
  // The end of the list is its last name, twice, and a line of text tells why.
  request = request_of("IBM-3278-2", "LUA,LUB");
  request.tn3270e = false;
  EXPECT_EQ(said(request, server),
            "S DeviceRequested classic IBM-3278-2 @LUA | C HostRefused LUA UNKNOWN-ERROR | "
            "S DeviceRequested classic IBM-3278-2 @LUB | C HostRefused LUB UNKNOWN-ERROR | "
            "S LinkEnded refused, and no other LU named (notice) | C Text LU LUB IS IN USE");
}

TEST(TwoLinks, AskForThePrinterOfATerminal) {
  HostRequest request = request_of("IBM-3287-1", "", "01,02");
  request.partner = "TERM01";
  EXPECT_EQ(said(request, {}),
            "S DeviceRequested IBM-3287-1 ASSOCIATE TERM01 | C LuGranted LU01 | S LinkReady 01,02 "
            "| C HostReady 01,02");
}

TEST(TwoLinks, GoClassicWhenTheServerHasNotWhatAPrinterNeeds) {
  Talk::Server server;
  server.offer = {functions_from("01,02"), functions_from("01")};
  EXPECT_EQ(said(request_of("IBM-3287-1", "P1", "02,03"), server),
            "S DeviceRequested IBM-3287-1 CONNECT P1 | C LuGranted LU01 | C HostRestarted | "
            "C HostReady classic | S LinkReady none");
}

TEST(TwoLinks, ExchangeRecordsAndResponses) {
  const std::string story = said(request_of("IBM-3278-2", "", "00,02,04"), {}, [](Talk& talk) {
    talk.server([](TerminalLink& link, ByteBuffer& out) {
      link.send_bind(from_hex("31 01"), out);
      link.send_3270(from_hex("F5 C3"), ResponseWanted::Always, HostTurn::Ends, out);
      link.send_3270(from_hex("F1 C2"), ResponseWanted::Error, HostTurn::Ends, out);
    });
    talk.client([](ClientLink& link, ByteBuffer& out) {
      link.send_response(0, {}, out);
      link.send_response(1, {false, 0x10030000}, out);
      link.send_3270(from_hex("7D 40 40"), out);
      link.send_3270(from_hex("6D"), out);
      link.attn(out);
    });
    talk.client([](ClientLink& link, ByteBuffer& out) {
      link.sysreq(out);
      link.send_sscp(from_hex("D3 D6"), out);
      link.keep_alive(out);
      link.probe(out);
    });
    talk.server([](TerminalLink& link, ByteBuffer& out) {
      link.send_sscp(from_hex("15 C1"), out);
      link.send_unbind(1, out);
      link.keep_alive(out);
      link.probe(out);
    });
  });
  EXPECT_EQ(story.substr(story.find("C HostReady") + 23),
            "C Record BIND 0: 31 01 | C Record 3270 0 always: F5 C3 | "
            "C Record 3270 1 error: F1 C2 | S Response 0 definite positive | "
            "S Response 1 negative 10030000 | S Record 3270 0: 7D 40 40 | S Record 3270 1: 6D | "
            "S Key ATTN | S Key SYSREQ | S Record SSCP 0: D3 D6 | C Record SSCP 0: 15 C1 | "
            "C Record UNBIND 0: 01");
}

TEST(TwoLinks, PrintInTn3270e) {
  const std::string story = said(request_of("IBM-3287-1", "", "01,02,03"), {}, [](Talk& talk) {
    talk.server([](TerminalLink& link, ByteBuffer& out) {
      link.send_scs(from_hex("C1"), ResponseWanted::Always, out);
    });
    talk.client([](ClientLink& link, ByteBuffer& out) {
      link.send_response(0, {false, 0x08020000}, out);
      link.send_condition_cleared(out);
    });
    talk.server([](TerminalLink& link, ByteBuffer& out) { link.send_print_eoj(out); });
  });
  EXPECT_EQ(story.substr(story.find("C HostReady") + 23),
            "C Record SCS 0 always: C1 | S Response 0 definite negative 08020000 | "
            "S ConditionCleared | C Record EOJ 0:");
}

TEST(TwoLinks, PrintInClassic) {
  HostRequest request = request_of("IBM-3287-1", "P1");
  request.tn3270e = false;
  const std::string story = said(request, {}, [](Talk& talk) {
    talk.server([](TerminalLink& link, ByteBuffer& out) {
      link.send_scs(from_hex("C1 FF"), ResponseWanted::Always, out);
      link.send_print_eoj(out);
      link.send_3270(from_hex("F5 C8"), ResponseWanted::Always, HostTurn::Ends, out);
    });
    talk.client([](ClientLink& link, ByteBuffer& out) {
      link.send_response(0, {}, out);
      link.send_response(0, {false, 0x08310000}, out);
      link.send_condition_cleared(out);
    });
  });
  EXPECT_EQ(story.substr(story.find("S LinkReady") + 19),
            "C Record SCS 0: C1 FF | C Record EOJ 0: | C Record 3270 0: F5 C8 | "
            "S Response 0 definite positive | S Response 0 definite negative 08310000 | "
            "S ConditionCleared");
}

TEST(TwoLinks, TakeTurnsWhereContentionResolutionWasAgreed) {
  Talk::Server server;
  server.offer.offered = functions_from("00,02,04,05,06");
  const std::string story =
      said(request_of("IBM-3278-2", "", "00,02,04,05,06"), server, [](Talk& talk) {
        for (int n = 0; n < 2; ++n) {
          talk.server([](TerminalLink& link, ByteBuffer& out) {
            link.send_3270(from_hex("F5 C2"), ResponseWanted::No, HostTurn::Ends, out);
          });
        }
        talk.client([](ClientLink& link, ByteBuffer& out) {
          link.send_response(2, {false, 0x08120007}, out);
        });
      });
  // The second screen was not asked for: it came behind a BID, which took number 1.
  EXPECT_EQ(story.substr(story.find("C HostReady") + 29),
            "C Record 3270 0 flag 3: F5 C2 | C Record 3270 2 flag 3: F5 C2 | "
            "S Response 2 negative 08120007");
}

TEST(TwoLinks, CarryEveryByteBothWays) {
  ByteBuffer every;
  for (unsigned byte = 0; byte <= 255; ++byte) {
    every.push_back(static_cast<std::uint8_t>(byte));
  }
  for (const bool tn3270e : {true, false}) {
    HostRequest request = request_of("IBM-3278-2");
    request.tn3270e = tn3270e;
    const std::string story = said(request, {}, [&](Talk& talk) {
      talk.server([&](TerminalLink& link, ByteBuffer& out) {
        link.send_3270(every, ResponseWanted::No, HostTurn::Ends, out);
      });
      talk.client([&](ClientLink& link, ByteBuffer& out) { link.send_3270(every, out); });
    });
    const std::string hex = test::to_hex(every);
    EXPECT_NE(story.find("C Record 3270 0: " + hex + " | S Record 3270 0: " + hex),
              std::string::npos);
  }
}

TEST(TwoLinks, SpeakOfTlsAsBothWant) {
  struct Case {
    StartTls server;
    StartTls client;
    const char* said;
  };
  for (const Case& c :
       {Case{StartTls::Offered, StartTls::Offered, "S TlsFollows | C TlsFollows"},
        Case{StartTls::Offered, StartTls::Required, "S TlsFollows | C TlsFollows"},
        Case{StartTls::Required, StartTls::Offered, "S TlsFollows | C TlsFollows"},
        Case{StartTls::Required, StartTls::Required, "S TlsFollows | C TlsFollows"},
        Case{StartTls::Offered, StartTls::No,
             "S DeviceRequested IBM-3278-2 generic | C LuGranted LU01 | S LinkReady 02 | "
             "C HostReady 02"},
        Case{StartTls::Required, StartTls::No,
             "S LinkEnded client refuses STARTTLS (notice) | "
             "C Text This server needs TLS (STARTTLS was refused)."},
        Case{StartTls::No, StartTls::Required, "C LinkEnded the host goes on without STARTTLS"},
        Case{StartTls::No, StartTls::Offered,
             "S DeviceRequested IBM-3278-2 generic | C LuGranted LU01 | S LinkReady 02 | "
             "C HostReady 02"}}) {
    HostRequest request = request_of("IBM-3278-2", "", "02");
    request.starttls = c.client;
    Talk::Server server;
    server.starttls = c.server;
    EXPECT_EQ(said(request, server), c.said);
  }
}

}  // namespace
}  // namespace tn3270
