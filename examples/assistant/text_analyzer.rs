use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::fs;
use std::path::Path;

/// Errors that can occur while analyzing text.
#[derive(Debug)]
pub enum AnalyzerError {
    /// The provided text was empty.
    EmptyInput,
    /// An I/O error occurred while reading a file.
    IoError(std::io::Error),
}

impl fmt::Display for AnalyzerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AnalyzerError::EmptyInput => write!(f, "The input text is empty"),
            AnalyzerError::IoError(error) => write!(f, "I/O error: {}", error),
        }
    }
}

impl Error for AnalyzerError {}

impl From<std::io::Error> for AnalyzerError {
    fn from(error: std::io::Error) -> Self {
        AnalyzerError::IoError(error)
    }
}

/// Statistics about a piece of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextStatistics {
    pub word_count: usize,
    pub sentence_count: usize,
    pub average_word_length: f64,
    pub most_common_words: Vec<(String, usize)>,
}

/// Analyzes text and computes various statistics.
pub struct TextAnalyzer {
    max_common_words: usize,
}

impl TextAnalyzer {
    /// Creates a new `TextAnalyzer`.
    ///
    /// # Arguments
    ///
    /// * `max_common_words` - The maximum number of common words to return
    pub fn new(max_common_words: usize) -> Self {
        Self { max_common_words }
    }

    /// Analyzes the contents of a file.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read or is empty.
    pub fn analyze_file<P: AsRef<Path>>(&self, path: P) -> Result<TextStatistics, AnalyzerError> {
        let contents = fs::read_to_string(path)?;
        self.analyze(&contents)
    }

    /// Analyzes the given text.
    ///
    /// # Errors
    ///
    /// Returns `AnalyzerError::EmptyInput` if the text contains no words.
    pub fn analyze(&self, text: &str) -> Result<TextStatistics, AnalyzerError> {
        // Normalize the words by removing punctuation and converting to lowercase
        let words: Vec<String> = text
            .split_whitespace()
            .map(|word| {
                word.chars()
                    .filter(|character| character.is_alphanumeric())
                    .collect::<String>()
                    .to_lowercase()
            })
            .filter(|word| !word.is_empty())
            .collect();

        if words.is_empty() {
            return Err(AnalyzerError::EmptyInput);
        }

        // Count the frequency of each word
        let mut frequencies: HashMap<String, usize> = HashMap::new();
        for word in &words {
            *frequencies.entry(word.clone()).or_insert(0) += 1;
        }

        // Sort the words by frequency in descending order
        let mut most_common_words: Vec<(String, usize)> = frequencies.into_iter().collect();
        most_common_words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        most_common_words.truncate(self.max_common_words);

        // Calculate the average word length
        let total_length: usize = words.iter().map(|word| word.chars().count()).sum();
        let average_word_length = total_length as f64 / words.len() as f64;

        // Count the number of sentences
        let sentence_count = text
            .split(|character| matches!(character, '.' | '!' | '?'))
            .filter(|sentence| !sentence.trim().is_empty())
            .count();

        Ok(TextStatistics {
            word_count: words.len(),
            sentence_count,
            average_word_length,
            most_common_words,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_analyze_simple_text() {
        let analyzer = TextAnalyzer::new(2);
        let statistics = analyzer.analyze("Hello world. Hello Rust!").unwrap();

        assert_eq!(statistics.word_count, 4);
        assert_eq!(statistics.sentence_count, 2);
        assert_eq!(statistics.most_common_words[0], ("hello".to_string(), 2));
    }

    #[test]
    fn test_analyze_empty_text() {
        let analyzer = TextAnalyzer::new(5);
        assert!(matches!(analyzer.analyze("   "), Err(AnalyzerError::EmptyInput)));
    }
}
