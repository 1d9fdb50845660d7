using System.Text.RegularExpressions;
using Touchstone.Engine.Findings;

namespace Touchstone.Evaluation.DataSets;

/// <summary>Which questions a manipulation answers with yes: by a column that names them, else by the words that describe its kind, else by label and file.</summary>
public static partial class QuestionVocabulary
{
    // Every rule whose words all occur adds its questions. A rule without questions names what none of them asks.
    private static readonly (string[] Words, Question[] Questions)[] _rules =
    [
        (["presentation", "attack"], []),
        (["replay"], []),
        (["local"], [Question.LocallyEdited]),
        (["splice"], [Question.LocallyEdited]),
        (["splicing"], [Question.LocallyEdited]),
        (["spliced"], [Question.LocallyEdited]),
        (["inpaint"], [Question.LocallyEdited]),
        (["inpainting"], [Question.LocallyEdited]),
        (["removal"], [Question.LocallyEdited]),
        (["retouch"], [Question.LocallyEdited]),
        (["clone"], [Question.LocallyEdited, Question.Copied]),
        (["copy", "move"], [Question.LocallyEdited, Question.Copied]),
        (["copymove"], [Question.LocallyEdited, Question.Copied]),
        (["morph"], [Question.FaceReplaced]),
        (["face", "swap"], [Question.FaceReplaced]),
        (["faceswap"], [Question.FaceReplaced]),
        (["deepfakes"], [Question.FaceReplaced]),
        (["deepfakedetection"], [Question.FaceReplaced]),
        (["face2face"], [Question.FaceReplaced]),
        (["faceshifter"], [Question.FaceReplaced]),
        (["neuraltextures"], [Question.FaceReplaced]),
        (["reenactment"], [Question.FaceReplaced]),
        (["talking", "head"], [Question.FaceReplaced]),
        (["lip", "sync"], [Question.FaceReplaced]),
        (["gan"], [Question.Generated]),
        (["diffusion"], [Question.Generated]),
        (["generated"], [Question.Generated]),
        (["text", "to", "image"], [Question.Generated]),
        (["tts"], [Question.VoiceSynthetic]),
        (["voice", "conversion"], [Question.VoiceSynthetic]),
        (["vc"], [Question.VoiceSynthetic]),
        (["vocoder"], [Question.VoiceSynthetic]),
        (["cut"], [Question.Cut]),
        (["resaved"], [Question.History]),
    ];

    private static readonly string[] _sound = [".wav", ".flac", ".mp3", ".ogg", ".opus", ".m4a", ".aac", ".amr", ".wma"];

    /// <summary>The questions a cell names, separated by semicolons, commas, bars or blanks; null where one is not known.</summary>
    /// <param name="cell">Names as in <see cref="Question"/>; case, hyphens and underscores do not count.</param>
    public static IReadOnlyList<Question>? Parse(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var questions = new List<Question>();
        foreach (var name in cell.Split([';', ',', '|', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Enum.TryParse<Question>(name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var question) || !Enum.IsDefined(question)) return null;
            if (!questions.Contains(question)) questions.Add(question);
        }
        return questions;
    }

    /// <summary>The questions the words of a kind stand for; null where no rule knows it, empty where it is known to answer none of them.</summary>
    /// <param name="kind">For example "local_splice", "neural tts", "face_gan_full".</param>
    public static IReadOnlyList<Question>? OfKind(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        HashSet<string> words = [.. Word().Matches(kind.ToLowerInvariant()).Select(m => m.Value)];
        var hits = _rules.Where(r => r.Words.All(words.Contains)).ToArray();
        if (hits.Length == 0) return null;
        // What is no manipulation of the medium stays so, whatever other words describe it.
        return hits.Any(h => h.Questions.Length == 0) ? [] : [.. hits.SelectMany(h => h.Questions).Distinct().Order()];
    }

    /// <summary>The questions by label and file where no kind is known: a spoofed recording is a synthetic voice (ASVspoof's word), a generated or synthetic file was generated, a mask marks a local edit; otherwise null.</summary>
    /// <param name="label">The label as written.</param>
    /// <param name="path">The file.</param>
    /// <param name="hasMask">Whether the manifest names a mask.</param>
    public static IReadOnlyList<Question>? OfLabel(string label, string path, bool hasMask)
    {
        ArgumentNullException.ThrowIfNull(label);
        var word = label.ToLowerInvariant();
        var isSound = _sound.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
        if (isSound && (word.StartsWith("spoof", StringComparison.Ordinal) || word is "fake" or "generated" or "synthetic" or "deepfake")) return [Question.VoiceSynthetic];
        if (hasMask || word is "spliced") return [Question.LocallyEdited];
        return word is "generated" or "synthetic" ? [Question.Generated] : word is "deepfake" ? [Question.FaceReplaced] : null;
    }

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Word();
}
