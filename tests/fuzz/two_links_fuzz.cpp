// Our client's link and our server's, their owners and the cuts between them as an input says:
// neither ever breaks a rule of the other's, both agree on what they have agreed, and every record
// arrives as it was sent.

#include <array>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "tests/fuzz/fuzz_target.h"
#include "tests/unit/protocol/client_driver.h"

namespace {

using fuzz::Choices;
using fuzz::require;
using tn3270::ByteBuffer;
using tn3270::Bytes;
using tn3270::FunctionSet;
using tn3270::LinkPhase;

FunctionSet functions_of(std::uint8_t bits) {
  FunctionSet functions;
  for (unsigned code = 0; code <= 6; ++code) {
    if (((bits >> code) & 1U) != 0) {
      functions.add(static_cast<tn3270::Function>(code));
    }
  }
  return functions;
}

tn3270::HostRequest request_from(Choices& choices) {
  static constexpr std::array kDevices{"IBM-3278-2-E", "IBM-DYNAMIC", "IBM-3287-1", "IBM-3279-5-E"};
  const std::uint8_t kind = choices.byte();
  tn3270::HostRequest request = tn3270::test::request_of(kDevices[kind & 3U]);
  request.tn3270e = (kind & 4U) == 0;
  request.functions = functions_of(choices.byte());
  request.starttls = static_cast<tn3270::StartTls>(choices.below(3));
  for (std::size_t names = choices.below(4); names > 0; --names) {
    request.names.push_back("LU" + std::to_string(names));
  }
  return request;
}

class Talk {
 public:
  explicit Talk(Choices& choices) : choices_(choices), client_(request_from(choices)) {
    server_.start(static_cast<tn3270::StartTls>(choices_.below(3)), to_client_);
    needs_ = choices_.byte();
  }

  // Every byte that is under way arrives, in pieces.
  void go_on() {
    while (!to_client_.empty() || !to_server_.empty()) {
      give(to_client_, [this](Bytes piece) {
        std::vector<tn3270::ClientEvent> events;
        client_.feed(piece, events, to_server_);
        for (const tn3270::ClientEvent& event : events) {
          std::visit([this](const auto& one) { hear(one); }, event);
        }
        client_.forget_records();
      });
      give(to_server_, [this](Bytes piece) {
        std::vector<tn3270::LinkEvent> events;
        server_.feed(piece, events, to_client_);
        for (const tn3270::LinkEvent& event : events) {
          std::visit([this](const auto& one) { hear(one); }, event);
        }
        server_.forget_records();
      });
    }
    const bool over = client_.ended() || server_.phase() == LinkPhase::Ended;
    require(over || (client_.ready() && server_.phase() == LinkPhase::Ready),
            "a negotiation comes to an end");
    require(over || client_.kind() == server_.kind(), "one kind");
    require(over || client_.functions() == server_.functions(), "the same functions");
    require(client_.ignored_records() == 0, "nothing is sent that was not agreed");
  }

  // An act of either owner. REQUIRES: go_on().
  void act() {
    const std::uint8_t kind = choices_.byte();
    const Bytes piece = choices_.short_piece();
    if (!client_.ready() || server_.phase() != LinkPhase::Ready) {
      return;
    }
    switch (kind % 8) {
      case 0:
        typed(piece);
        break;
      case 1:
        client_.send_condition_cleared(to_server_);
        break;
      case 2:
        client_.send_sscp(piece, to_server_);
        break;
      case 3:
        client_.attn(to_server_);
        client_.sysreq(to_server_);
        break;
      case 4:
        client_.probe(to_server_);
        server_.probe(to_client_);
        break;
      case 5:
        server_.send_bind(piece, to_client_);
        server_.send_sscp(piece, to_client_);
        server_.send_unbind(kind, to_client_);
        break;
      default:
        screen(piece, kind);
        break;
    }
  }

 private:
  template <class Take>
  void give(ByteBuffer& under_way, Take take) {
    const ByteBuffer bytes = std::exchange(under_way, {});
    Bytes rest(bytes);
    while (!rest.empty()) {
      const std::size_t cut = choices_.byte();
      const Bytes piece = rest.first(cut == 0 || cut > rest.size() ? rest.size() : cut);
      take(piece);
      rest = rest.subspan(piece.size());
    }
  }

  // A printer types nothing: what it sends in classic is a status (RFC 1646 5).
  void typed(Bytes piece) {
    if (!printer_) {
      from_client_.emplace_back(piece.begin(), piece.end());
      client_.send_3270(piece, to_server_);
    }
  }

  void screen(Bytes piece, std::uint8_t kind) {
    const bool takes = !printer_ || server_.kind() == tn3270::LinkKind::Classic ||
                       server_.functions().has(tn3270::Function::DataStreamCtl);
    // To a printer in classic, 00 in front says that it is LU1 data.
    if (takes && !(printer_ && !piece.empty() && piece.front() == 0)) {
      from_server_.emplace_back(piece.begin(), piece.end());
      (void)server_.send_3270(piece, static_cast<tn3270::ResponseWanted>(kind % 3),
                              tn3270::HostTurn::Ends, to_client_);
    }
  }

  void hear(const tn3270::HostRecord& record) {
    if (record.type == tn3270::DataType::Data3270) {
      expect(from_server_, client_.record(record), "the server");
      const bool negative = record.length % 2 != 0;
      const bool all = printer_ && client_.kind() == tn3270::LinkKind::Classic;
      if (all || record.wanted == tn3270::ResponseWanted::Always ||
          (negative && record.wanted == tn3270::ResponseWanted::Error)) {
        client_.send_response(record.sequence, {!negative, 0x10030000}, to_server_);
      }
    }
  }
  void hear(const tn3270::RecordReceived& record) {
    if (record.type == tn3270::DataType::Data3270) {
      expect(from_client_, server_.record(record), "the client");
    }
  }
  void hear(const tn3270::DeviceRequested& asked) {
    printer_ = asked.device.printer();
    std::vector<tn3270::LinkEvent> events;
    const std::uint8_t choice = choices_.byte();
    if (choice >= 0xC0) {
      server_.refuse(static_cast<tn3270::RejectReason>(choice & 7U), "REFUSED", events, to_client_);
    } else {
      tn3270::FunctionOffer offer{functions_of(choice), {}};
      offer.needed = functions_of(printer_ ? needs_ & 0x0AU : 0) & offer.offered;
      server_.grant(config::LuName::parse("GRANTED").value(), offer, events, to_client_);
    }
    for (const tn3270::LinkEvent& event : events) {
      std::visit([this](const auto& one) { hear(one); }, event);
    }
  }
  void hear(const tn3270::Violation& broken) {
    require(false, std::string(broken.rule) + ": " + broken.detail);
  }
  template <class Other>
  void hear(const Other& /*e*/) {}

  static void expect(std::deque<ByteBuffer>& sent, Bytes came, const char* whose) {
    require(!sent.empty() && ByteBuffer(came.begin(), came.end()) == sent.front(),
            std::string("a record as it was sent by ") + whose);
    sent.pop_front();
  }

  Choices& choices_;
  tn3270::ClientLink client_;
  tn3270::TerminalLink server_;
  ByteBuffer to_client_;
  ByteBuffer to_server_;
  std::uint8_t needs_ = 0;
  bool printer_ = false;
  std::deque<ByteBuffer> from_client_;  // records that are under way
  std::deque<ByteBuffer> from_server_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Choices choices({data, size});
  Talk talk(choices);
  talk.go_on();
  while (!choices.empty()) {
    talk.act();
    talk.go_on();
  }
  return 0;
}
