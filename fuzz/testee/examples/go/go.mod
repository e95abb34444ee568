module mimi.example/testee

go 1.23
