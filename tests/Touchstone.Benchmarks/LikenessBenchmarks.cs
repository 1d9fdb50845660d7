using System.Numerics;
using BenchmarkDotNet.Attributes;
using Plane = Touchstone.Media.Pixels.Plane;
using Touchstone.Engine.Likeness;
using Touchstone.Evaluation.DataSets.Likeness;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Media.Audio;
using Touchstone.Numerics;

namespace Touchstone.Benchmarks;

/// <summary>Prints of a picture of 12 million samples and of a second of speech, and a search among the hashes of 100,000 pictures against a scan of all.</summary>
[MemoryDiagnoser]
public class LikenessBenchmarks
{
    private readonly List<(int, int)> _found = [];
    private Plane _luma = new(0, 0, []);
    private AudioSignal? _minute;
    private ulong[] _hashes = [];
    private HashIndex? _index;
    private PicturePrint? _print;

    [GlobalSetup]
    public void Setup()
    {
        var chance = new Seeded(1);
        var samples = new float[4000 * 3000];
        for (var i = 0; i < samples.Length; i++) samples[i] = (float)(255 * chance.NextUnit());
        _luma = new Plane(4000, 3000, samples);
        _print = PicturePrint.Of(_luma);
        _minute = new AudioSignal(SyntheticVoice.Speak(60, 1), SyntheticVoice.SampleRateHz, 1, "pcm_s16le", 16);
        _hashes = [.. Enumerable.Range(0, 100_000 * _print.Hashes.Length).Select(_ => chance.NextBits())];
        _index = new HashIndex(_hashes);
    }

    [Benchmark]
    public object PictureOfTwelveMegapixels() => PicturePrint.Of(_luma);

    [Benchmark]
    public object MinuteOfSpeech() => SoundPrint.Of(_minute!);

    [Benchmark]
    public double FinerComparison() => PictureMatch.Likeness(_print!, 2, _print!, false);

    [Benchmark]
    public int SearchByIndex()
    {
        _found.Clear();
        _index!.Find(_hashes[12_345], HashIndex.Radius, _found);
        return _found.Count;
    }

    [Benchmark(Baseline = true)]
    public int SearchByScan()
    {
        var count = 0;
        foreach (var hash in _hashes)
            if (BitOperations.PopCount(hash ^ _hashes[12_345]) <= HashIndex.Radius) count++;
        return count;
    }
}
