#include "tests/golden/transcript.h"

#include <fstream>
#include <map>
#include <stdexcept>
#include <utility>

#include "tests/unit/protocol/link_driver.h"

namespace golden {

namespace {

std::string without_comment(const std::string& line) {
  std::string text = line.substr(0, line.find('#'));
  text.erase(text.find_last_not_of(" \t\r") + 1);
  return text;
}

[[noreturn]] void wrong(const std::filesystem::path& file, std::size_t line, const char* what) {
  throw std::runtime_error(file.filename().string() + ":" + std::to_string(line) + ": " + what);
}

void append(tn3270::ByteBuffer& bytes, const std::string& hex) {
  const tn3270::ByteBuffer more = tn3270::test::from_hex(hex);
  bytes.insert(bytes.end(), more.begin(), more.end());
}

// The letter of a side's lines.
char peers_letter(Ours ours) {
  return ours == Ours::Server ? 'C' : 'S';
}
char our_letter(Ours ours) {
  return ours == Ours::Server ? 'S' : 'C';
}

}  // namespace

Transcript read_transcript(const std::filesystem::path& file) {
  std::ifstream in(file);
  Transcript transcript;
  transcript.name = file.stem().string();
  std::size_t number = 0;
  bool results = true;  // the last line was one: bytes of the peer begin a step
  for (std::string line; std::getline(in, line);) {
    ++number;
    const std::string text = without_comment(line);
    if (text.empty()) {
      continue;
    }
    if (text.size() < 2 || text[1] != '>') {
      wrong(file, number, "a line begins with C>, S>, E>, O> or #");
    }
    const std::string rest = text.size() > 3 ? text.substr(3) : "";
    const char who = text[0];
    if (transcript.steps.empty() && who == 'O' && rest.rfind("be ", 0) == 0) {
      transcript.ours = Ours::Client;
    }
    const char peers = peers_letter(transcript.ours);
    if (who == 'O' || (who == peers && results)) {
      transcript.steps.push_back({number, who == 'O' ? rest : "", {}, {}});
    }
    if (transcript.steps.empty()) {
      wrong(file, number, "nothing has been done yet");
    }
    Step& step = transcript.steps.back();
    results = who != peers;
    if (who == peers) {
      append(step.peer, rest);
    } else if (who == our_letter(transcript.ours)) {
      append(step.expected.ours, rest);
    } else if (who == 'E') {
      step.expected.events.push_back(rest);
    } else if (who != 'O') {
      wrong(file, number, "a line begins with C>, S>, E>, O> or #");
    }
  }
  if (transcript.steps.empty()) {
    wrong(file, number, "nothing in it");
  }
  return transcript;
}

void write_results(const std::filesystem::path& file, const Transcript& transcript,
                   const std::vector<Results>& results) {
  std::vector<std::string> lines;
  std::map<std::string, std::string> commented;  // what a line says, to the whole of it
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    commented.emplace(without_comment(line), line);
    lines.push_back(line);
  }
  in.close();
  const auto as_it_was = [&](const std::string& text) {
    const auto known = commented.find(text);
    return (known == commented.end() ? text : known->second) + "\n";
  };
  const char peers = peers_letter(transcript.ours);
  const char ours = our_letter(transcript.ours);
  std::ofstream out(file);
  std::size_t next = 0;
  for (std::size_t i = 0; i < transcript.steps.size(); ++i) {
    const Step& step = transcript.steps[i];
    const bool last = i + 1 == transcript.steps.size();
    const std::size_t end = last ? lines.size() : transcript.steps[i + 1].line - 1;
    if (results[i] == step.expected) {
      for (; next < end; ++next) {
        out << lines[next] << "\n";
      }
      continue;
    }
    std::string behind;  // comments of the next step
    for (; next < end; ++next) {
      const std::string& line = lines[next];
      const char who = line.empty() ? '#' : line[0];
      if (who == 'O' || who == peers || next + 1 < step.line) {
        out << std::exchange(behind, "") << line << "\n";
      } else if (who != ours && who != 'E') {
        behind += line + "\n";
      }
    }
    for (const std::string& event : results[i].events) {
      out << as_it_was("E> " + event);
    }
    if (!results[i].ours.empty()) {
      out << as_it_was(std::string(1, ours) + "> " + tn3270::test::to_hex(results[i].ours));
    }
    out << behind;
  }
}

}  // namespace golden
