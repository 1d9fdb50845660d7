using Touchstone.Evaluation.Metrics;

namespace Touchstone.Tests.Evaluation.Metrics;

/// <summary>The cases of tests/peers/scikit-learn/metrics.py, made by the same whole-number rule; the values quoted in tests are what that script printed (scikit-learn 1.2.1, SciPy 1.10.1).</summary>
internal static class ReferenceCases
{
    /// <summary>80 manipulated and 120 authentic cases with ties within and between the classes.</summary>
    internal static CaseSet Tied { get; } = Make(200, 1.5);

    /// <summary>100 cases with distinct scores.</summary>
    internal static CaseSet Distinct { get; } = Make(100, 0);

    private static CaseSet Make(int count, double shift)
    {
        bool[] manipulated = [.. Enumerable.Range(0, count).Select(i => i * 7 % 5 < 2)];
        return new CaseSet([.. Enumerable.Range(0, count).Select(i => i * 37 % 101 / 8.0 - 6 + (manipulated[i] ? shift : 0))], manipulated, [.. Enumerable.Range(0, count)]);
    }
}
