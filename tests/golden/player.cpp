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

// One life of a link. Results gather until they are taken.
class Player {
 public:
  void owner(const std::string& act);
  void client(Bytes piece);

  std::vector<std::string> take_events() { return std::exchange(lines_, {}); }
  ByteBuffer take_out() { return std::exchange(out_, {}); }

 private:
  void note();

  tn3270::TerminalLink link_;
  std::vector<tn3270::LinkEvent> events_;
  std::vector<std::string> lines_;
  ByteBuffer out_;
};

void Player::owner(const std::string& act) {
  std::istringstream words(act);
  std::string verb;
  std::string first;
  words >> verb >> first;
  std::string rest;
  std::getline(words >> std::ws, rest);
  if (verb == "start") {
    link_.start(tn3270::StartTls::No, out_);
  } else if (verb == "grant") {
    link_.grant(config::LuName::parse(first).value(), {tn3270::test::functions_from(rest)}, events_,
                out_);
  } else if (verb == "refuse") {
    link_.refuse(reason_of(first), rest, events_, out_);
  } else if (verb == "bind") {
    link_.send_bind(from_hex(first + rest), out_);
  } else if (verb == "unbind") {
    link_.send_unbind(from_hex(first).at(0), out_);
  } else if (verb == "sscp") {
    link_.send_sscp(from_hex(first + rest), out_);
  } else if (verb == "3270") {
    link_.send_3270(from_hex(rest), wanted_of(first), tn3270::HostTurn::Ends, out_);
  } else if (verb == "probe") {
    link_.probe(out_);
  } else {
    throw std::runtime_error("the owner cannot " + act);
  }
  note();
}

void Player::client(Bytes piece) {
  link_.feed(piece, events_, out_);
  note();
  link_.forget_records();
}

void Player::note() {
  for (const tn3270::LinkEvent& event : events_) {
    lines_.push_back(tn3270::test::describe(event, link_));
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
    player.client(bytes.first(size));
    bytes = bytes.subspan(size);
  }
}

}  // namespace

std::string play(const Transcript& transcript, Cuts cuts) {
  Player player;
  std::mt19937 random(cuts.seed);
  for (const Step& step : transcript.steps) {
    if (step.owner.empty()) {
      give(player, step.client, cuts, random);
    } else {
      player.owner(step.owner);
    }
    const std::vector<std::string> events = player.take_events();
    const ByteBuffer out = player.take_out();
    if (events != step.events || out != step.server) {
      return transcript.name + ", step of line " + std::to_string(step.line) + "\n  expected\n" +
             joined(step.events) + "    S> " + to_hex(step.server) + "\n  came\n" + joined(events) +
             "    S> " + to_hex(out) + "\n";
    }
  }
  return "";
}

}  // namespace golden
