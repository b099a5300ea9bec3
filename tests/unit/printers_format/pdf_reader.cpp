#include "tests/unit/printers_format/pdf_reader.h"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace test_printers {
namespace {

// A file that is gone when its reader is.
class Stored {
 public:
  explicit Stored(const std::string& bytes) {
    const int file = ::mkstemp(path_.data());
    if (file < 0) {
      throw std::runtime_error("no temporary file");
    }
    ::close(file);
    std::ofstream(path()) << bytes;
  }
  ~Stored() { ::unlink(path_.data()); }
  Stored(const Stored&) = delete;
  Stored& operator=(const Stored&) = delete;
  [[nodiscard]] const char* path() const { return path_.data(); }

 private:
  std::array<char, 32> path_{"/tmp/tn3270d-pdf-XXXXXX"};
};

std::string output_of(const std::string& command) {
  std::FILE* const pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) {
    throw std::runtime_error("no pipe");
  }
  std::string output;
  std::array<char, 4096> piece{};
  for (std::size_t count = 1; count > 0;) {
    count = std::fread(piece.data(), 1, piece.size(), pipe);
    output.append(piece.data(), count);
  }
  ::pclose(pipe);
  return output;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(line);
  }
  return lines;
}

std::string words_of(const std::string& line) {
  std::istringstream stream(line);
  std::string words;
  for (std::string word; stream >> word;) {
    words += (words.empty() ? "" : " ") + word;
  }
  return words;
}

}  // namespace

bool KeptBytes::put(tn3270::Bytes bytes) {
  if (bytes_.size() + bytes.size() > room_) {
    return false;
  }
  bytes_.append(bytes.begin(), bytes.end());
  return true;
}

bool has_poppler() {
  return std::system("pdftotext -v >/dev/null 2>&1") == 0;
}

std::vector<std::vector<std::string>> pages_of(const std::string& pdf) {
  const Stored file(pdf);
  const std::string text = output_of("pdftotext -layout '" + std::string(file.path()) + "' -");
  std::vector<std::vector<std::string>> pages;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\f', begin), text.size());
    std::vector<std::string>& page = pages.emplace_back();
    for (const std::string& line : lines_of(text.substr(begin, end - begin))) {
      if (!line.empty()) {
        page.push_back(words_of(line));
      }
    }
    begin = end + 1;
  }
  return pages;
}

std::vector<std::string> exact_lines_of(const std::string& pdf, double cell) {
  const Stored file(pdf);
  std::string text = output_of("pdftotext -l 1 -fixed " + std::to_string(cell) + " '" +
                               std::string(file.path()) + "' -");
  text.erase(std::min(text.find('\f'), text.size()));
  std::vector<std::string> lines = lines_of(text);
  std::size_t margin = std::string::npos;
  for (const std::string& line : lines) {
    margin = std::min(margin, line.find_first_not_of(' '));
  }
  for (std::string& line : lines) {
    line.erase(0, margin);
  }
  return lines;
}

std::string info_of(const std::string& pdf, const std::string& name) {
  const Stored file(pdf);
  for (const std::string& line :
       lines_of(output_of("TZ=UTC pdfinfo '" + std::string(file.path()) + "'"))) {
    if (line.rfind(name + ":", 0) == 0) {
      const std::size_t value = line.find_first_not_of(' ', name.size() + 1);
      return value == std::string::npos ? "" : line.substr(value);
    }
  }
  return "(none)";
}

std::vector<std::string> fonts_of(const std::string& pdf) {
  const Stored file(pdf);
  std::vector<std::string> lines =
      lines_of(output_of("pdffonts '" + std::string(file.path()) + "'"));
  lines.erase(lines.begin(),
              lines.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(lines.size(), 2)));
  return lines;
}

int dark_dots(const std::string& pdf, Corner from, Corner to) {
  const Stored file(pdf);
  std::istringstream picture(
      output_of("pdftoppm -r 72 -gray -f 1 -l 1 '" + std::string(file.path()) + "'"));
  std::string magic;
  int width = 0;
  int height = 0;
  int most = 0;
  picture >> magic >> width >> height >> most;
  picture.get();
  const std::string dots((std::istreambuf_iterator<char>(picture)), {});
  int dark = 0;
  for (int y = from.y; y < std::min(to.y, height); ++y) {
    for (int x = from.x; x < std::min(to.x, width); ++x) {
      const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                      static_cast<std::size_t>(x);
      dark += at < dots.size() && static_cast<unsigned char>(dots[at]) < 128 ? 1 : 0;
    }
  }
  return dark;
}

}  // namespace test_printers
