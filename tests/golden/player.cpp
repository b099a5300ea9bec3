#include "tests/golden/player.h"

#include <map>
#include <random>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "tests/golden/transcript.h"
#include "tests/unit/protocol/link_driver.h"
#include "tn3270/protocol/terminal_link.h"

namespace golden {

namespace {

using tn3270::ByteBuffer;
using tn3270::Bytes;
using tn3270::RejectReason;
using tn3270::ResponseWanted;
using tn3270::test::from_hex;
using tn3270::test::to_hex;

RejectReason reason_of(const std::string& word) {
  for (int code = 0; code <= 7; ++code) {
    if (word == text(static_cast<RejectReason>(code))) {
      return static_cast<RejectReason>(code);
    }
  }
  throw std::runtime_error("no such reason: " + word);
}

ResponseWanted wanted_of(const std::string& word) {
  static const std::map<std::string, ResponseWanted> kWords{{"no", ResponseWanted::No},
                                                            {"error", ResponseWanted::Error},
                                                            {"always", ResponseWanted::Always}};
  return kWords.at(word);
}

tn3270::StartTls starttls_of(const std::string& word) {
  static const std::map<std::string, tn3270::StartTls> kWords{
      {"", tn3270::StartTls::No},
      {"offered", tn3270::StartTls::Offered},
      {"required", tn3270::StartTls::Required}};
  return kWords.at(word);
}

// "00,02 needs 02"
tn3270::FunctionOffer offer_of(const std::string& text) {
  const std::size_t needs = text.find(" needs ");
  tn3270::FunctionOffer offer{tn3270::test::functions_from(text.substr(0, needs))};
  if (needs != std::string::npos) {
    offer.needed = tn3270::test::functions_from(text.substr(needs + 7));
  }
  return offer;
}

// The server's side. Results gather until they are taken.
class ServerPlayer : public Player {
 public:
  void owner(const std::string& act) override;
  void peer(Bytes piece) override;
  [[nodiscard]] Results take_results() override;

 private:
  bool negotiate(const std::string& verb, const std::string& first, const std::string& rest);
  bool send(const std::string& verb, const std::string& first, const std::string& rest);
  void send_3270(const std::string& wanted, const std::string& rest);
  void note();

  tn3270::TerminalLink link_;
  std::vector<tn3270::LinkEvent> events_;
  Results results_;
  std::size_t fed_ = 0;  // of this step, before the piece that is being fed
};

void ServerPlayer::owner(const std::string& act) {
  std::istringstream words(act);
  std::string verb;
  std::string first;
  words >> verb >> first;
  std::string rest;
  std::getline(words >> std::ws, rest);
  if (!negotiate(verb, first, rest) && !send(verb, first, rest)) {
    throw std::runtime_error("the owner cannot " + act);
  }
  note();
}

bool ServerPlayer::negotiate(const std::string& verb, const std::string& first,
                             const std::string& rest) {
  ByteBuffer& out = results_.ours;
  if (verb == "start") {
    link_.start(starttls_of(first), out);
  } else if (verb == "grant") {
    link_.grant(config::LuName::parse(first).value(), offer_of(rest), events_, out);
  } else if (verb == "refuse") {
    link_.refuse(reason_of(first), rest, events_, out);
  } else {
    return false;
  }
  return true;
}

bool ServerPlayer::send(const std::string& verb, const std::string& first,
                        const std::string& rest) {
  ByteBuffer& out = results_.ours;
  if (verb == "bind") {
    link_.send_bind(from_hex(first + rest), out);
  } else if (verb == "unbind") {
    link_.send_unbind(from_hex(first).at(0), out);
  } else if (verb == "sscp") {
    link_.send_sscp(from_hex(first + rest), out);
  } else if (verb == "3270") {
    send_3270(first, rest);
  } else if (verb == "scs") {
    link_.send_scs(from_hex(rest), wanted_of(first), out);
  } else if (verb == "eoj") {
    link_.send_print_eoj(out);
  } else if (verb == "unseen") {
    ByteBuffer unseen;
    for (int n = std::stoi(first); n > 0; --n) {
      link_.send_3270({}, ResponseWanted::Always, tn3270::HostTurn::Ends, unseen);
    }
  } else if (verb == "probe") {
    link_.probe(out);
  } else if (verb == "nop") {
    link_.keep_alive(out);
  } else {
    return false;
  }
  return true;
}

void ServerPlayer::send_3270(const std::string& wanted, const std::string& rest) {
  const bool more = rest.rfind("on ", 0) == 0;
  link_.send_3270(from_hex(more ? rest.substr(3) : rest), wanted_of(wanted),
                  more ? tn3270::HostTurn::GoesOn : tn3270::HostTurn::Ends, results_.ours);
}

void ServerPlayer::peer(Bytes piece) {
  link_.feed(piece, events_, results_.ours);
  note();
  link_.forget_records();
  fed_ += piece.size();
}

Results ServerPlayer::take_results() {
  fed_ = 0;
  return std::exchange(results_, {});
}

void ServerPlayer::note() {
  for (tn3270::LinkEvent& event : events_) {
    if (auto* follows = std::get_if<tn3270::TlsFollows>(&event)) {
      follows->consumed += fed_;  // of the step, so that the cuts do not show
    }
    results_.events.push_back(tn3270::test::describe(event, link_));
  }
  events_.clear();
}

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) {
    all += "    " + line + "\n";
  }
  return all;
}

void give(Player& player, Bytes bytes, Cuts cuts, std::mt19937& random) {
  while (!bytes.empty()) {
    std::size_t size = bytes.size();
    if (cuts.kind == Cuts::Kind::EveryByte) {
      size = 1;
    } else if (cuts.kind == Cuts::Kind::Random) {
      size = 1 + random() % bytes.size();
    }
    player.peer(bytes.first(size));
    bytes = bytes.subspan(size);
  }
}

}  // namespace

std::vector<Results> perform(const Transcript& transcript, Cuts cuts) {
  const std::unique_ptr<Player> player =
      transcript.ours == Ours::Client ? client_player() : std::make_unique<ServerPlayer>();
  std::mt19937 random(cuts.seed);
  std::vector<Results> results;
  for (const Step& step : transcript.steps) {
    if (step.owner.empty()) {
      give(*player, step.peer, cuts, random);
    } else {
      player->owner(step.owner);
    }
    results.push_back(player->take_results());
  }
  return results;
}

std::string play(const Transcript& transcript, Cuts cuts) {
  const std::vector<Results> results = perform(transcript, cuts);
  for (std::size_t i = 0; i < results.size(); ++i) {
    const Step& step = transcript.steps[i];
    if (results[i] != step.expected) {
      return transcript.name + ", step of line " + std::to_string(step.line) + "\n  expected\n" +
             joined(step.expected.events) + "    ours> " + to_hex(step.expected.ours) +
             "\n  came\n" + joined(results[i].events) + "    ours> " + to_hex(results[i].ours) +
             "\n";
    }
  }
  return "";
}

}  // namespace golden
