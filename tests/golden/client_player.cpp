#include <optional>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

#include "tests/golden/player.h"
#include "tests/unit/protocol/client_driver.h"

namespace golden {

namespace {

using tn3270::ClientLink;
using tn3270::test::from_hex;

constexpr int kHex = 16;

// "IBM-3278-2-E LU01,LU02 00,02 classic required"
tn3270::HostRequest request_from(std::istringstream& words) {
  std::string device;
  std::string names;
  std::string functions;
  words >> device >> names >> functions;
  tn3270::HostRequest request =
      tn3270::test::request_of(device, names == "-" ? std::string() : names, functions);
  for (std::string word; words >> word;) {
    if (word == "classic") {
      request.tn3270e = false;
    } else if (word == "offered" || word == "required") {
      request.starttls = word == "offered" ? tn3270::StartTls::Offered : tn3270::StartTls::Required;
    } else {
      throw std::runtime_error("a client cannot be " + word);
    }
  }
  return request;
}

// The client's side. Results gather until they are taken.
class ClientPlayer : public Player {
 public:
  void owner(const std::string& act) override {
    std::istringstream words(act);
    std::string verb;
    words >> verb;
    if (verb == "be") {
      link_.emplace(request_from(words));
    } else if (!sends(verb, words) && !acts(verb)) {
      throw std::runtime_error("the owner cannot " + act);
    }
    note();
  }

  void peer(tn3270::Bytes piece) override {
    link_->feed(piece, events_, results_.ours);
    note();
    link_->forget_records();
    fed_ += piece.size();
  }

  [[nodiscard]] Results take_results() override {
    fed_ = 0;
    return std::exchange(results_, {});
  }

 private:
  bool sends(const std::string& verb, std::istringstream& words) {
    std::string first;
    std::string rest;
    if (verb == "3270" || verb == "sscp") {
      std::getline(words, rest);
      const tn3270::ByteBuffer data = from_hex(rest);
      verb == "3270" ? link_->send_3270(data, results_.ours)
                     : link_->send_sscp(data, results_.ours);
    } else if (verb == "answer") {
      words >> first >> rest;
      tn3270::RecordAnswer answer;
      if (rest != "positive") {
        answer = {false, static_cast<std::uint32_t>(std::stoul(rest, nullptr, kHex))};
      }
      link_->send_response(static_cast<std::uint16_t>(std::stoul(first)), answer, results_.ours);
    } else if (verb == "cleared") {
      link_->send_condition_cleared(results_.ours);
    } else {
      return false;
    }
    return true;
  }

  bool acts(const std::string& verb) {
    if (verb == "attn") {
      link_->attn(results_.ours);
    } else if (verb == "sysreq") {
      link_->sysreq(results_.ours);
    } else if (verb == "probe") {
      link_->probe(results_.ours);
    } else if (verb == "nop") {
      link_->keep_alive(results_.ours);
    } else if (verb == "close") {
      link_->host_closed(events_);
    } else {
      return false;
    }
    return true;
  }

  void note() {
    for (tn3270::ClientEvent& event : events_) {
      if (auto* follows = std::get_if<tn3270::TlsFollows>(&event)) {
        follows->consumed += fed_;  // of the step, so that the cuts do not show
      }
      results_.events.push_back(tn3270::test::describe(event, *link_));
    }
    events_.clear();
  }

  std::optional<ClientLink> link_;
  std::vector<tn3270::ClientEvent> events_;
  Results results_;
  std::size_t fed_ = 0;  // of this step, before the piece that is being fed
};

}  // namespace

std::unique_ptr<Player> client_player() {
  return std::make_unique<ClientPlayer>();
}

}  // namespace golden
