using System.Reflection;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Tests.Provenance.Statuses;

public sealed class StatusCatalogTests
{
    [Fact]
    public void Every_code_means_something_in_one_short_sentence() => Assert.All(StatusCatalog.All, definition =>
    {
        Assert.EndsWith(".", definition.Meaning, StringComparison.Ordinal);
        Assert.InRange(definition.Meaning.Length, 20, 100);
    });

    [Fact]
    public void Every_code_of_the_catalog_has_a_constant_and_every_constant_stands_in_the_catalog()
    {
        var constants = typeof(Code).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);
        Assert.Equal(StatusCatalog.All.Select(d => d.Code).Order(StringComparer.Ordinal), constants.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_specification_has_86_codes()
    {
        var own = StatusCatalog.All.Where(d => d.Origin == "2.2").ToArray();
        Assert.Equal(86, own.Length);
        Assert.Equal((15, 10, 61), (own.Count(d => d.Kind == StatusKind.Success), own.Count(d => d.Kind == StatusKind.Informational), own.Count(d => d.Kind == StatusKind.Failure)));
    }

    [Fact]
    public void The_codes_are_those_of_the_list_taken_from_the_specification()
    {
        var lines = File.ReadAllLines(SharedData.Path("data", "c2pa", "lists", "status-codes-2.2.csv"))[1..];
        Assert.Equal(lines.Order(StringComparer.Ordinal), StatusCatalog.All.Where(d => d.Origin == "2.2").Select(d => $"{d.Code},{d.Kind.ToString().ToLowerInvariant()}").Order(StringComparer.Ordinal));
    }
}
