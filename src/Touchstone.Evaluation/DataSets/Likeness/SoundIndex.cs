using System.Runtime.InteropServices;

namespace Touchstone.Evaluation.DataSets.Likeness;

/// <summary>Two recordings that hold the same sound.</summary>
/// <param name="Other">Place of the other print.</param>
/// <param name="Offset">Word of the other that stands beside the first word of the one looked for.</param>
/// <param name="BitErrors">Share of bits that differ, 0–1; 0.5 is chance.</param>
/// <param name="Words">Words compared.</param>
public readonly record struct SoundHit(int Other, int Offset, double BitErrors, int Words);

/// <summary>Finds recordings, or excerpts of them, by words that agree exactly at one offset (Haitsma &amp; Kalker 2002, §5), then by the bits of the whole overlap.</summary>
public sealed class SoundIndex
{
    /// <summary>Bit errors up to which two stretches are one sound: Haitsma &amp; Kalker give 0.35 for 256 words of music; speech, which repeats its vowels, asks for less.</summary>
    public const double Threshold = 0.30;

    /// <summary>Fewest words that are compared, about one second of sound.</summary>
    public const int FewestWords = 86;

    // Short stretches may agree in a vowel or two; they must agree better, from this at the fewest words to the threshold at this many.
    private const double ThresholdOfFewest = 0.20;
    private const int ManyWords = 256;

    // Looking up more words of a long recording adds nothing; candidates with few agreeing words are chance.
    private const int MostLookedUp = 2000, MostCandidates = 20, MostPostings = 500;

    private readonly IReadOnlyList<SoundPrint> _prints;
    private readonly uint[] _words;
    private readonly (int Print, int Word)[] _places;

    /// <summary>Sorts the words of all prints.</summary>
    /// <param name="prints">Prints [n]; kept.</param>
    public SoundIndex(IReadOnlyList<SoundPrint> prints)
    {
        ArgumentNullException.ThrowIfNull(prints);
        _prints = prints;
        var all = prints.SelectMany((p, i) => Enumerable.Range(0, p.Words.Length).Where(w => p.Loud[w]).Select(w => (p.Words[w], (i, w)))).ToArray();
        _words = [.. all.Select(a => a.Item1)];
        _places = [.. all.Select(a => a.Item2)];
        Array.Sort(_words, _places);
    }

    /// <summary>Other recordings that hold the same sound, the surest first.</summary>
    /// <param name="print">Place of the print looked for.</param>
    /// <param name="from">Only places from this one on are handed out.</param>
    public IReadOnlyList<SoundHit> Find(int print, int from = 0)
    {
        var own = _prints[print];
        var votes = new Dictionary<(int Print, int Offset), int>();
        var step = Math.Max(1, own.Words.Length / MostLookedUp);
        for (var w = 0; w < own.Words.Length; w += step)
        {
            if (!own.Loud[w]) continue;
            Vote(votes, own.Words[w], w, print, from);
            for (var bit = 0; bit < 32; bit++) Vote(votes, own.Words[w] ^ 1u << bit, w, print, from);
        }
        var hits = new Dictionary<int, SoundHit>();
        foreach (var ((other, offset), _) in votes.Where(v => v.Value >= 2).OrderByDescending(v => v.Value).ThenBy(v => v.Key).Take(MostCandidates))
        {
            var (errors, words) = _prints[other].Compare(own, offset);
            if (words >= FewestWords && errors <= LimitOf(words) && (!hits.TryGetValue(other, out var known) || errors < known.BitErrors)) hits[other] = new SoundHit(other, offset, errors, words);
        }
        return [.. hits.Values.OrderBy(h => h.BitErrors).ThenBy(h => h.Other)];
    }

    private static double LimitOf(int words) => double.Lerp(ThresholdOfFewest, Threshold, Math.Clamp((words - FewestWords) / (double)(ManyWords - FewestWords), 0, 1));

    private void Vote(Dictionary<(int, int), int> votes, uint word, int at, int print, int from)
    {
        var first = LowerBound(word);
        // A word that is everywhere (a tone, a hum) tells nothing.
        if (first + MostPostings < _words.Length && _words[first + MostPostings] == word) return;
        for (var i = first; i < _words.Length && _words[i] == word; i++)
        {
            var (other, place) = _places[i];
            if (other != print && other >= from) CollectionsMarshal.GetValueRefOrAddDefault(votes, (other, place - at), out _)++;
        }
    }

    private int LowerBound(uint word)
    {
        var (low, high) = (0, _words.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_words[middle] < word) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
