#!/usr/bin/perl
# Checks documents with JSON::Validator. ../README.md has the protocol.
use strict;
use warnings;

use JSON::Validator;
use Mojo::File;
use Mojo::JSON qw(encode_json from_json false true);

$| = 1;

# parse reads JSON. Mojolicious would not take U+FFFE and its like for characters, which RFC 8259 does.
sub parse {
	my $text = shift =~ s/^\xEF\xBB\xBF//r;
	utf8::decode($text) or die "it is not UTF-8\n";
	return from_json($text);
}

# compile makes of a schema a function that gives the answer about a document. A violation has the place of
# the object where the place should be that of a member, so only the verdict is given.
sub compile {
	my $schema = shift;
	$schema->{'$schema'} = 'https://json-schema.org/draft/2019-09/schema'; # the last one that it knows
	my $validator = JSON::Validator->new->schema($schema)->schema;
	# Its guard against values that hold themselves takes new parts of schemas for old ones that had the
	# same address in memory, so that now and then it passes what is wrong. JSON cannot hold itself.
	$validator->recursive_data_protection(0);
	return sub { encode_json({valid => $validator->validate(shift) ? false : true}) . "\n" };
}

sub serve {
	my $check;
	while (my $line = <STDIN>) {
		my $request = parse($line);
		if (exists $request->{schema}) { $check = compile($request->{schema}) }
		else                           { print $check->($request->{document}) }
	}
}

sub main {
	my ($schema, @documents) = map { parse(Mojo::File->new($_)->slurp) } @_;
	return serve() unless defined $schema;
	my $check = compile($schema);
	print $check->($_) for @documents;
}

unless (eval { main(@ARGV); 1 }) {
	print STDERR "JSON::Validator: $@";
	exit 2;
}
