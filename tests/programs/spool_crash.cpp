#include "tests/programs/spool_crash.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "printers/spool/spool.h"
#include "tests/programs/spool_worker.h"

namespace crash {
namespace {

using printers::JobRow;
using printers::JobState;
using Clock = std::chrono::steady_clock;

// For the first piece of a life.
constexpr std::chrono::seconds kPatience(60);

// What was said of one job.
struct Said {
  bool begun = false;
  std::uint64_t appended = 0;
  bool finished = false;
  int sending = 0;
  bool ends = false;  // it may be printed in a commit that was not told
  bool printed = false;
};

// Reads until the end of `pipe` or until `until`, whichever comes first.
void read_until(int pipe, Clock::time_point until, std::string& text) {
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::microseconds>(until - Clock::now());
    const auto micro = std::max<long>(left.count(), 0);
    const timespec wait{micro / 1'000'000, micro % 1'000'000 * 1'000};
    pollfd one{pipe, POLLIN, 0};
    if (::ppoll(&one, 1, &wait, nullptr) <= 0) {
      return;
    }
    std::array<char, 65'536> some{};
    const ssize_t got = ::read(pipe, some.data(), some.size());
    if (got <= 0) {
      return;
    }
    text.append(some.data(), static_cast<std::size_t>(got));
  }
}

// From when a life is counted: its start may take all of a short one.
enum class From : std::uint8_t { ItsStart, ItsFirstPiece };

// All that a life has told, the last line only if it is whole.
std::string lived(Life life, From from, std::chrono::microseconds length) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe");
  }
  auto until = Clock::now() + length;
  const pid_t child = ::fork();
  if (child < 0) {
    throw std::runtime_error("no process");
  }
  if (child == 0) {
    ::close(ends[0]);
    life.told = ends[1];
    live(life);
  }
  ::close(ends[1]);
  std::string text;
  if (from == From::ItsFirstPiece) {
    const auto patience = Clock::now() + kPatience;
    while (Clock::now() < patience && text.find("appended ") == std::string::npos &&
           text.find("fault ") == std::string::npos) {
      read_until(ends[0], Clock::now() + std::chrono::milliseconds(1), text);
    }
    until = Clock::now() + length;
  }
  read_until(ends[0], until, text);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  read_until(ends[0], Clock::now() + std::chrono::seconds(10), text);
  ::close(ends[0]);
  return text.substr(0, text.rfind('\n') + 1);
}

class Judge {
 public:
  explicit Judge(std::string spool) : spool_(std::move(spool)) {}

  void hear(const std::string& told) {
    touched_.clear();
    std::istringstream lines(told);
    for (std::string line; std::getline(lines, line);) {
      const std::size_t blank = line.find(' ');
      hear(line.substr(0, blank), line.substr(blank + 1));
    }
  }

  // The spool as the next server finds it; pieces only of what was touched, unless `all`.
  enum class Pieces : std::uint8_t { OfTheLastLife, All };
  void look(Pieces which) {
    config::SpoolSettings settings;
    settings.path = spool_;
    const auto opened = printers::Spool::open(settings, printers::WallTime());
    if (const auto* fault = std::get_if<printers::SpoolFault>(&opened)) {
      outcome_.faults.push_back(fault->why);
      return;
    }
    auto reading = printers::SpoolReader::open(spool_);
    if (const auto* fault = std::get_if<printers::SpoolFault>(&reading)) {
      outcome_.faults.push_back(fault->why);
      return;
    }
    auto& reader = *std::get<std::unique_ptr<printers::SpoolReader>>(reading);
    std::set<std::string> found;
    std::uint64_t bytes = 0;
    for (const JobRow& row : reader.rows({}, 0, 1'000'000)) {
      const std::string& name = row.facts.name;
      bytes += row.bytes;
      if (!found.insert(name).second) {
        doubled(name, "is there twice");
      }
      judge(row);
      if (which == Pieces::All || touched_.count(name) != 0) {
        read(reader, row);
      }
    }
    if (bytes != std::get<std::unique_ptr<printers::Spool>>(opened)->bytes()) {
      outcome_.faults.emplace_back("the bytes are not the sum of the jobs' bytes");
    }
    for (const auto& [name, said] : jobs_) {
      const bool may_be_gone = name.front() == kShortLived && said.ends;
      if (said.begun && found.count(name) == 0 && !may_be_gone) {
        lost(name, "is not there");
      }
    }
  }

  [[nodiscard]] Outcome result(int kills) {
    outcome_.kills = kills;
    outcome_.intended = jobs_.size();
    for (const auto& [name, said] : jobs_) {
      outcome_.durable += said.begun ? 1U : 0U;
      outcome_.pieces += said.appended;
      outcome_.printed += said.printed ? 1U : 0U;
    }
    outcome_.unknown = unknown_.size();
    outcome_.lost = lost_.size();
    outcome_.doubled = doubled_.size();
    return outcome_;
  }

 private:
  void hear(const std::string& word, const std::string& name) {
    if (word == "fault") {
      outcome_.faults.push_back("a life has said: " + name);
      return;
    }
    if (word == "intends") {
      jobs_[name];
      touched_.insert(name);
      return;
    }
    const auto known = jobs_.find(name);
    if (known == jobs_.end()) {
      outcome_.faults.push_back(name + " was " + word + ", but nobody has begun it");
      return;
    }
    touched_.insert(name);
    Said& said = known->second;
    if (word == "begun") {
      said.begun = true;
    } else if (word == "appended") {
      ++said.appended;
    } else if (word == "finished") {
      said.finished = true;
    } else if (word == "sending") {
      if (++said.sending > 1 || said.printed) {
        doubled(name, "was delivered twice");
      }
    } else if (word == "ends") {
      said.ends = true;
    } else if (word == "printed") {
      said.printed = true;
    }
  }

  void judge(const JobRow& row) {
    const std::string& name = row.facts.name;
    const auto known = jobs_.find(name);
    if (known == jobs_.end()) {
      outcome_.faults.push_back(name + " is there, but nobody has begun it");
      return;
    }
    const Said& said = known->second;
    if (row.outcome_unknown) {
      unknown_.insert(name);
    }
    if (said.printed && row.state != JobState::Printed) {
      doubled(name, std::string("was printed and is ") + text(row.state));
    }
    if (said.sending > 0 && row.state != JobState::Printed && !row.outcome_unknown) {
      doubled(name, "was being sent, and is not marked");
    }
    if (row.state == JobState::Open || row.state == JobState::Sending) {
      outcome_.faults.push_back(name + " is " + text(row.state) + " after a start");
    }
    if (said.finished && row.state == JobState::Held && !row.outcome_unknown) {
      lost(name, "was finished and is held as if it were not");
    }
    if (row.pieces < said.appended) {
      lost(name, "has lost pieces");
    }
  }

  void read(printers::SpoolReader& reader, const JobRow& row) {
    std::uint64_t number = 0;
    bool same = true;
    const bool all = reader.pieces(row.id, [&](printers::PieceKind, tn3270::Bytes bytes) {
      const auto expected = content(row.facts.name, number++);
      same = same && std::equal(bytes.begin(), bytes.end(), expected.begin(), expected.end());
      return true;
    });
    if (!all || !same || number != row.pieces) {
      lost(row.facts.name, all ? "holds something else" : "can't be read: " + reader.why());
    }
  }

  void lost(const std::string& name, const std::string& what) {
    lost_.insert(name);
    outcome_.faults.push_back(name + " " + what);
  }
  void doubled(const std::string& name, const std::string& what) {
    doubled_.insert(name);
    outcome_.faults.push_back(name + " " + what);
  }

  std::string spool_;
  std::map<std::string, Said> jobs_;
  std::set<std::string> touched_;
  std::set<std::string> unknown_;
  std::set<std::string> lost_;
  std::set<std::string> doubled_;
  Outcome outcome_;
};

}  // namespace

Outcome run(const std::string& folder, int kills, std::chrono::microseconds longest,
            unsigned seed) {
  Judge judge(folder + "/spool.db");
  std::mt19937 random(seed);
  for (int number = 0; number < kills; ++number) {
    const std::chrono::microseconds length(random() % static_cast<std::uint64_t>(longest.count()));
    const From from = number % 2 == 0 ? From::ItsStart : From::ItsFirstPiece;
    const Life life{folder + "/spool.db", number, static_cast<unsigned>(random())};
    judge.hear(lived(life, from, length));
    judge.look(number + 1 == kills ? Judge::Pieces::All : Judge::Pieces::OfTheLastLife);
  }
  return judge.result(kills);
}

}  // namespace crash
