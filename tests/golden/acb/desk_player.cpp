#include "tests/golden/acb/desk_player.h"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "tests/unit/vtam_acb/desk_seat.h"

namespace golden {
namespace {

using vtam::test::DeskSeat;

std::string rest_of(std::istringstream& words) {
  std::string rest;
  std::getline(words >> std::ws, rest);
  return rest;
}

vtam::Heard heard_of(const std::string& kind, const std::string& rest) {
  if (kind == "lost") {
    return vtam::SessionLost{};
  }
  if (kind == "closed") {
    return vtam::SessionClosed{rest};
  }
  if (kind == "credit") {
    return vtam::CreditBack{static_cast<std::uint32_t>(std::stoul(rest))};
  }
  if (kind == "release") {
    return vtam::ReleaseWanted{vtam::test::appl(rest.c_str())};
  }
  if (kind != "input") {
    throw std::runtime_error("no session tells " + kind);
  }
  vtam::UserInput input{.aid = tn3270::Aid::Enter, .cursor = vtam::ScreenPlace{1, 1}};
  const std::size_t equals = rest.find('=');
  input.fields.emplace_back(rest.substr(0, equals), rest.substr(equals + 1));
  return input;
}

vtam::AcquireNews news_of(vtam::AcquireId number, const std::string& what, const std::string& why) {
  using What = vtam::AcquireNews::What;
  if (what == "waiting") {
    return {number, What::Waiting, why, 0};
  }
  return {number, what == "absent" ? What::NoClient : What::Refused, why, 0};
}

void act_of_connection(DeskSeat& seat, char verb, vtam::ConnectionId connection,
                       const std::string& rest) {
  if (verb == '+') {
    seat.desk.connected(connection, {"pid 7", rest == "token"}, seat.now, seat.outcomes);
  } else if (verb == '>') {
    seat.desk.line(connection, rest, *seat.network, seat.now, seat.outcomes);
  } else {
    seat.desk.disconnected(connection, rest, seat.outcomes);
  }
}

void act_of_server(DeskSeat& seat, const std::string& verb, std::istringstream& words) {
  std::uint64_t number = 0;
  std::string first;
  std::string second;
  words >> number >> first >> second;
  const std::string rest = rest_of(words);
  if (verb == "wait") {
    seat.now += std::chrono::seconds(number);
    seat.desk.tick(seat.now, seat.outcomes);
  } else if (verb == "heard") {
    seat.desk.heard({number, vtam::test::key_of(first), heard_of(second, rest)}, seat.now,
                    seat.outcomes);
  } else if (verb == "news") {
    seat.desk.heard(news_of(number, first, second + (rest.empty() ? "" : " " + rest)), seat.now,
                    seat.outcomes);
  } else if (verb == "logon" || verb == "acquired") {
    const vtam::AcquireId acquire = rest.empty() ? 0 : std::stoull(rest);
    seat.desk.heard({number, vtam::test::key_of(first), DeskSeat::begun(second, "ORDERS", acquire)},
                    seat.now, seat.outcomes);
  } else {
    throw std::runtime_error("no such act: " + verb);
  }
}

}  // namespace

DeskTranscript read_desk_transcript(const std::filesystem::path& file) {
  std::ifstream in(file);
  DeskTranscript transcript;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line.front() == '#') {
      continue;
    }
    if (line.rfind("= ", 0) != 0) {
      transcript.steps.push_back({number, line, {}});
    } else if (!transcript.steps.empty()) {
      transcript.steps.back().expected.push_back(line.substr(2));
    }
  }
  return transcript;
}

std::vector<std::vector<std::string>> play_desk(const DeskTranscript& transcript) {
  DeskSeat seat;
  seat.desk.allow_tokens({"tok"});
  std::vector<std::vector<std::string>> results;
  for (const DeskStep& step : transcript.steps) {
    std::istringstream words(step.act);
    std::string verb;
    words >> verb;
    if (std::isdigit(static_cast<unsigned char>(verb.front())) != 0) {
      act_of_connection(seat, verb.back(), std::stoull(verb), rest_of(words));
    } else {
      act_of_server(seat, verb, words);
    }
    std::vector<std::string> result;
    for (const vtam::DeskOutcome& outcome : std::exchange(seat.outcomes, {})) {
      result.push_back(vtam::test::words_of(outcome));
    }
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace golden
