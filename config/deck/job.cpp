#include "config/deck/job.h"

#include <algorithm>
#include <utility>

#include "config/deck/jcl_statement.h"

namespace config::deck {
namespace {

class JobReader {
 public:
  void read(const Card& card) {
    if (!card.lost.empty()) {
      (in_input_ ? step().input : job_.lost).push_back(card);
      return;
    }
    if (in_member_) {
      read_in_member(card);
      return;
    }
    if (std::exchange(jcl_continues_, false) && card.text.starts_with(' ')) {
      jcl_.text.resize(jcl_.mark.value_or(jcl_.text.size()));
      jcl_.text += trimmed(card.text);
      jcl_.mark.reset();
      read_jcl(jcl_);
      return;
    }
    switch (kind_of(card)) {
      case CardKind::Power:
        read_power(card);
        break;
      case CardKind::Jcl:
        begin_jcl(card);
        break;
      case CardKind::EndOfData:
        in_input_ = false;
        break;
      case CardKind::EndOfJob:
        in_input_ = false;
        end_job();
        break;
      case CardKind::Label:
        break;
      case CardKind::EndOfBook:
      case CardKind::Data:
        read_data(card);
        break;
    }
  }

  [[nodiscard]] Job take() {
    if (jcl_continues_) {
      read_jcl(jcl_);
    }
    if (job_.steps.empty() && (!job_.loose.empty() || !job_.lost.empty())) {
      Step bare;
      bare.job = name();
      bare.input = std::move(job_.loose);
      bare.input.insert(bare.input.end(), job_.lost.begin(), job_.lost.end());
      bare.at = bare.input.front().at;
      job_ = {};
      job_.steps.push_back(std::move(bare));
    }
    return std::move(job_);
  }

 private:
  [[nodiscard]] Step& step() { return job_.steps.back(); }
  [[nodiscard]] std::string name() const { return job_name_.empty() ? power_name_ : job_name_; }

  void read_power(const Card& card) {
    const std::vector<Word> words = words_of(card.text, 4);
    const std::string operation = words.size() > 2 ? upper(words[2].text) : std::string();
    if (operation == "JOB" && words.size() > 3) {
      const auto jnm = value_of(split_operands(words[3].text, 0), "JNM");
      power_name_ = jnm ? upper(jnm->text) : std::string();
    } else if (operation == "EOJ") {
      in_input_ = false;
      end_job();
      power_name_.clear();
    }
  }

  // Column 72 continues a JCL statement; the next card's text begins after blanks.
  void begin_jcl(const Card& card) {
    if (card.mark) {
      jcl_ = card;
      jcl_continues_ = true;
      return;
    }
    read_jcl(card);
  }

  void read_jcl(const Card& card) {
    const JclStatement statement = parse_jcl(card);
    if (std::exchange(in_input_, false)) {
      step().cut_by = statement.at;
    }
    if (statement.operation == "JOB") {
      end_job();
      job_name_ = statement.operands.empty() ? std::string() : upper(statement.operands[0].text);
    } else if (statement.operation == "OPTION") {
      if (auto sysparm = value_of(statement.operands, "SYSPARM")) {
        sysparm_ = std::move(sysparm);
        sysparm_at_ = statement.operands_at;
        sysparm_at_.column += static_cast<std::uint32_t>(sysparm_->offset);
      }
    } else if (statement.operation == "SETPARM") {
      add_setparms(statement);
    } else if (statement.operation == "EXEC") {
      begin_step(statement);
    }
  }

  void add_setparms(const JclStatement& statement) {
    for (const Word& operand : statement.operands) {
      const std::string name = upper(operand.text.substr(0, operand.text.find('=')));
      if (const auto value = value_of({operand}, name)) {
        Position at = statement.operands_at;
        at.column += static_cast<std::uint32_t>(value->offset);
        setparms_.push_back({name, value->text, at});
      }
    }
  }

  void begin_step(const JclStatement& statement) {
    Step step;
    step.at = statement.at;
    step.job = name();
    step.sysparm = sysparm_;
    step.sysparm_at = sysparm_at_;
    step.setparms = setparms_;
    for (const Word& operand : statement.operands) {
      const std::string text = upper(operand.text);
      step.os390 = step.os390 || text == "OS390";
      step.tasks = step.tasks || text.starts_with("TASKS=");
    }
    if (!statement.operands.empty()) {
      const auto named = value_of(statement.operands, "PGM");
      step.program = upper(named ? named->text : statement.operands[0].text);
      step.at = statement.operands_at;
    }
    job_.steps.push_back(std::move(step));
    in_input_ = true;
  }

  void read_data(const Card& card) {
    if (in_input_) {
      step().input.push_back(card);
      open_member(card);
    } else if (!card.text.empty() && !is_comment(card)) {
      job_.loose.push_back(card);
    } else if (job_.steps.empty()) {
      job_.loose.push_back(card);
    }
  }

  // What stands behind CATALOG is a member, whatever it looks like, until /+ (or what EOD= says).
  void open_member(const Card& card) {
    if (step().program != "LIBR") {
      return;
    }
    const std::vector<Word> words = words_of(card.text);
    if (words.empty() || !std::string_view("CATALOG").starts_with(upper(words[0].text)) ||
        words[0].text.size() < 2) {
      return;
    }
    const auto end = value_of(words, "EOD");
    member_end_ = end && end->text.size() == 2 ? end->text : "/+";
    in_member_ = true;
  }

  void read_in_member(const Card& card) {
    const CardKind kind = kind_of(card);
    if (card.text.starts_with(member_end_)) {
      Card end = card;
      end.text = "/+";
      step().input.push_back(std::move(end));
      in_member_ = false;
    } else if (kind == CardKind::EndOfJob || kind == CardKind::EndOfData) {
      in_member_ = false;
      read(card);
    } else if (kind != CardKind::Power) {
      step().input.push_back(card);
    }
  }

  void end_job() {
    job_name_.clear();
    sysparm_.reset();
    setparms_.clear();
  }

  Job job_;
  std::string power_name_;
  std::string job_name_;
  std::optional<Word> sysparm_;
  Position sysparm_at_;
  std::vector<Setparm> setparms_;
  bool in_input_ = false;
  bool in_member_ = false;
  std::string member_end_;
  Card jcl_;
  bool jcl_continues_ = false;
};

}  // namespace

Job read_job(const std::vector<Card>& cards) {
  JobReader reader;
  for (const Card& card : cards) {
    reader.read(card);
  }
  return reader.take();
}

}  // namespace config::deck
