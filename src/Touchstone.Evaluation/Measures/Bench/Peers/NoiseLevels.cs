using System.Globalization;
using System.Text.Json.Nodes;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Manipulations.Making;

namespace Touchstone.Evaluation.Measures.Bench.Peers;

/// <summary>The noise level of an untouched picture.</summary>
internal sealed record NoiseLevels() : PeerCase("NoiseMismatch", "noise_level.py", "numpy, scipy", "NumPy and SciPy", 4000, 4, "noise level, to a quarter of what was added")
{
    private const double Sigma = 3;

    internal override byte[] Make(int number)
    {
        var (scene, chance) = (Scene(number), new Touchstone.Numerics.Seeded((ulong)number));
        var noisy = scene.Samples.ToArray();
        for (var i = 0; i < noisy.Length; i += 3)
        {
            var grain = Sigma * chance.NextNormal();
            for (var c = 0; c < 3; c++) noisy[i + c] = (byte)Math.Clamp(Math.Round(noisy[i + c] + grain), 0, 255);
        }
        return PixelFile.Png(scene with { Samples = noisy });
    }

    internal override IReadOnlyList<bool?> Ours(int number, Finding finding) =>
        [finding.Parameters.TryGetValue("noise floor", out var text) ? IsNear(double.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture)) : null];

    internal override IReadOnlyList<bool?> Theirs(int number, JsonNode answer) => [IsNear((double)answer["sigma"]!)];

    private static bool IsNear(double sigma) => Math.Abs(sigma - Sigma) <= Sigma / 4;
}
