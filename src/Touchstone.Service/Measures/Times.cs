using System.Diagnostics;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Measures;

namespace Touchstone.Service.Measures;

/// <summary>Times of single requests, and what is told of them.</summary>
internal static class Times
{
    private const double Share = 0.95;

    /// <summary>The time that 95 % of the requests keep, with its interval; the median as a remark.</summary>
    internal static Figure P95(string name, IReadOnlyList<double> milliseconds, Target? target, string remark = "")
    {
        var estimate = Bootstrap.Statistic(milliseconds, drawn => Bootstrap.Quantile(drawn, Share), draws: 200);
        return new Figure(name, estimate, target, $"median {Bootstrap.Quantile(milliseconds, 0.5):0.0} ms{(remark.Length > 0 ? "; " + remark : "")}");
    }

    /// <summary>Does something and says how long it took, ms.</summary>
    internal static async Task<(T Result, double Milliseconds)> OfAsync<T>(Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        return (result, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}
